import { statfs as systemStatfs } from 'node:fs/promises'
import type { Failure } from '../contract/result.ts'
import { DISK_FULL } from './unavailable.ts'

/** `low`: feeds thin and an alarm is out. `full`: no command and no upload is taken, so that the database keeps room to work. */
export type DiskState = 'ok' | 'low' | 'full'

export interface DiskReading {
  readonly state: DiskState
  /** Free for ordinary users in the fullest of the watched directories, bytes; null before the first look. */
  readonly freeBytes: number | null
  /** That directory. */
  readonly directory: string | null
}

export interface DiskLimits {
  readonly lowBytes: number
  readonly fullBytes: number
}

export interface DiskWatchOptions {
  /** Where the node writes: its data, and the embedded database when that lies elsewhere. */
  readonly directories: readonly string[]
  readonly limits: DiskLimits
  readonly onChange: (now: DiskReading, before: DiskReading) => void
  /** A directory could not be looked at; the last reading stands. */
  readonly onError: (error: unknown) => void
  readonly statfs?: (directory: string) => Promise<{ readonly bavail: number; readonly bsize: number }>
  readonly everyMs?: number
}

export interface DiskWatch {
  reading(): DiskReading
  /** Why nothing new is taken now; null while there is room. */
  refusal(): Failure | null
  /** Looks now. */
  look(): Promise<DiskReading>
  stop(): void
}

/** The database fills a gigabyte in no less than a minute at the ingest rate this node is built for, so this is often enough. */
const EVERY_MS = 5_000
/** A state is left only when this much more than its limit is free: at the limit itself every look would be an alarm. */
const LEAVE_FACTOR = 1.1

const STATES = ['ok', 'low', 'full'] as const

/** Watches free space; the state changes only here, so every change is told once. */
export async function watchDisk(options: DiskWatchOptions): Promise<DiskWatch> {
  const statfs = options.statfs ?? systemStatfs
  let last: DiskReading = { state: 'ok', freeBytes: null, directory: null }

  const look = async (): Promise<DiskReading> => {
    try {
      const all = await Promise.all(
        options.directories.map(async (directory) => {
          const { bavail, bsize } = await statfs(directory)
          return { directory, freeBytes: bavail * bsize }
        }),
      )
      const fullest = all.toSorted((a, b) => a.freeBytes - b.freeBytes)[0]
      if (fullest === undefined) return last
      const before = last
      last = { ...fullest, state: stateAt(fullest.freeBytes, before.state, options.limits) }
      if (last.state !== before.state) options.onChange(last, before)
    } catch (error) {
      options.onError(error)
    }
    return last
  }

  await look()
  const timer = setInterval(() => void look(), options.everyMs ?? EVERY_MS)
  timer.unref()
  return {
    reading: () => last,
    refusal: () => (last.state === 'full' ? DISK_FULL : null),
    look,
    stop: () => clearInterval(timer),
  }
}

/** Exported for its test: worse at once, better only with a margin. */
export function stateAt(freeBytes: number, before: DiskState, limits: DiskLimits): DiskState {
  const strict = plain(freeBytes, limits)
  if (STATES.indexOf(strict) >= STATES.indexOf(before)) return strict
  const { lowBytes, fullBytes } = limits
  const easy = plain(freeBytes, { lowBytes: lowBytes * LEAVE_FACTOR, fullBytes: fullBytes * LEAVE_FACTOR })
  return STATES.indexOf(easy) < STATES.indexOf(before) ? easy : before
}

function plain(freeBytes: number, { lowBytes, fullBytes }: DiskLimits): DiskState {
  if (freeBytes < fullBytes) return 'full'
  return freeBytes < lowBytes ? 'low' : 'ok'
}
