import { createReadStream, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { ReplayTracker, ScanCutter } from '@basinet/tracking'
import { Output } from '../decode/output.ts'
import type { Io } from '../io.ts'
import { PlotLines } from './read-plots.ts'
import { readSites } from './read-sites.ts'

const USAGE = 'basinet track --plots PLOTS.csv|- --radars SITES.json'
/** Rows gathered before they are written. */
const FLUSH_CHARACTERS = 1 << 16
/** Plots may come this late, s. */
const WINDOW_SECONDS = 30

/**
 * `basinet track --plots PLOTS.csv|- --radars SITES.json`: system tracks from the plots of several radars; prints
 * `t_s,track,x_m,y_m` for each confirmed track at each scan of each radar, a summary on standard error. A bad line is told and read
 * over. Returns 0, 1 when a file cannot be read or a line was bad, 2 for wrong usage.
 */
export async function track(args: string[], io: Omit<Io, 'env'>): Promise<number> {
  const { values } = parseArgs({ args, options: { plots: { type: 'string' }, radars: { type: 'string' } } })
  const { plots, radars } = values
  if (plots === undefined || radars === undefined) {
    io.stderr.write(`basinet track: expected --plots and --radars\nUsage: ${USAGE}\n`)
    return 2
  }
  try {
    return await run(plots, radars, io)
  } catch (error) {
    io.stderr.write(`basinet track: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function run(plots: string, radars: string, io: Omit<Io, 'env'>): Promise<number> {
  const sites = sitesOf(radars)
  const rows = new Rows()
  const tracker = new ReplayTracker(sites, { windowSeconds: WINDOW_SECONDS, keepForLate: plots === '-' })
  const cutter = new ScanCutter(sites, (scan, late, complete) => {
    tracker.push(scan)
    if (!late) rows.add(complete, tracker.at(complete))
  })
  const lines = new PlotLines(sites)
  const out = new Output(io.stdout, false)
  const input = plots === '-' ? (io.stdin as Readable) : createReadStream(plots)
  let count = 0
  let bad = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      try {
        const read = lines.read(line)
        if (read === null) continue
        count++
        cutter.push(read.radar, read.plot)
      } catch (error) {
        bad++
        io.stderr.write(
          `basinet track: ${plots}: ${error instanceof Error ? error.message : String(error)}\n`,
        )
        if (count === 0) break
      }
      if (rows.full && !(await out.write(rows.take()))) return 0
    }
    cutter.end()
    await out.write(rows.take())
  } finally {
    out.release()
  }
  const { confirmed } = tracker
  io.stderr.write(
    `plots ${count}, bad lines ${bad}, scans ${rows.scans}, tracks ${rows.tracks}, at the end ${confirmed.length}\n`,
  )
  return bad > 0 ? 1 : 0
}

function sitesOf(path: string): ReturnType<typeof readSites> {
  try {
    return readSites(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Printed rows, heading first. */
class Rows {
  scans = 0
  private text = 't_s,track,x_m,y_m\n'
  private readonly ids = new Set<number>()

  get tracks(): number {
    return this.ids.size
  }

  get full(): boolean {
    return this.text.length > FLUSH_CHARACTERS
  }

  add(t: number, places: readonly { id: number; x: Float64Array }[]): void {
    this.scans++
    const time = Number(t.toFixed(3))
    for (const { id, x } of places) {
      this.ids.add(id)
      this.text += `${time},${id},${x[0]!.toFixed(2)},${x[1]!.toFixed(2)}\n`
    }
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.text)
    this.text = ''
    return bytes
  }
}
