import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { FeedConfig } from '@basinet/kernel/feeds'
import { sealedSubject, type Core } from '@basinet/kernel/record'
import { createAisConsumer } from '../live/ais-consumer.ts'
import { createBoard } from '../live/board.ts'
import { createDuplicateFilter } from '../live/duplicates.ts'
import { createReportHandler } from '../live/report-handler.ts'
import { serviceRun, type ServiceRun } from '../live/service-store.ts'
import { createStatics } from '../live/statics.ts'
import { createPointGate } from '../live/storing.ts'
import { VESSELS_MAX } from '../positions/last-known.ts'
import { pictureService } from '../positions/service.ts'
import { feedLabel, sourceId } from '../positions/sources.ts'
import { putVesselStatics } from '../positions/vessel-static.ts'
import { createPositionWriter, type PositionWriter } from '../positions/writer.ts'
import type { RulesPort } from '../live/rules-port.ts'
import { readArgs } from './args.ts'
import { usedWrongly, type CliVerb } from './deps.ts'

export const INGEST_USAGE = 'picture ingest FILE|- [--station NAME] [--time recorded|arrival]'

const LEASE_SECONDS = 3600
const DUPLICATE_WINDOW_MS = 30_000
const DUPLICATE_KEYS = 2 ** 18
/** No law stands behind a limit here: a recording is stored as old as it is, and the node's retention drops it when due. */
const ANY_AGE = Number.NEGATIVE_INFINITY

/** A recording is history: nothing is raised from it. */
const NO_RULES: RulesPort = {
  position: () => [],
  statics: () => [],
  text: () => [],
  tick: () => [],
  reception: () => 0,
  restore: () => undefined,
  restoreStatic: () => undefined,
  configure: () => [],
}

const OPTIONS = { station: { type: 'string' }, time: { type: 'string', default: 'recorded' } } as const

/** Stores a recording's positions and static data. Exit 1 when a line was wrong. */
export const ingest: CliVerb = async (args, io, deps) => {
  const parsed = readArgs(args, OPTIONS, 1)
  if (!parsed.ok) return usedWrongly(io, parsed.error.message, INGEST_USAGE)
  const { values } = parsed.value
  const path = parsed.value.positionals[0] ?? '-'
  if (values.time !== 'recorded' && values.time !== 'arrival')
    return usedWrongly(io, '--time is recorded or arrival', INGEST_USAGE)
  const station = values.station ?? 'file'
  if (!/^[A-Za-z0-9._-]{1,15}$/.test(station))
    return usedWrongly(io, '--station is 1 to 15 letters, digits, . _ -', INGEST_USAGE)
  const opened = await deps.open()
  if (!opened.ok) {
    io.stderr.write(`basinet: ${opened.error.message}\n`)
    return 1
  }
  const { core } = opened.value
  let file: FileHandle | null = null
  try {
    // Opened here and not by the stream: its error would come while the database is asked, and nobody would hear it.
    file = path === '-' ? null : await open(path)
    const chunks = file === null ? io.stdin : file.createReadStream()
    const feed: FeedConfig = {
      ...CLI_FEED,
      id: `cli:${path === '-' ? 'stdin' : basename(path)}`,
      station,
      time: values.time,
      data: { owner: core.nation, class: 'official', releaseTo: [] },
    }
    const say = (message: string): void => void io.stderr.write(`basinet: ${message}\n`)
    const done = await store(core, chunks as AsyncIterable<Uint8Array>, feed, say)
    io.stderr.write(`${JSON.stringify(done)}\n`)
    return done.errors > 0 ? 1 : 0
  } catch (error) {
    io.stderr.write(`basinet: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await file?.close()
    await opened.value.close()
  }
}

const CLI_FEED: Omit<FeedConfig, 'id' | 'station' | 'time' | 'data'> = {
  name: 'command line',
  content: 'ais',
  transport: { kind: 'file', path: 'given', follow: false },
  lateAfterS: 1,
  silentAfterS: 2,
  state: 'active',
}

interface Stored {
  readonly messages: number
  readonly errors: number
  readonly duplicates: number
  readonly positions: number
  readonly vessels: number
}

async function store(
  core: Core,
  chunks: AsyncIterable<Uint8Array>,
  feed: FeedConfig,
  say: (message: string) => void,
): Promise<Stored> {
  const service = pictureService(core.nation)
  const run = serviceRun(core.store, sealedSubject(core, service, core.now()), core.now)
  const lease = `ingest:${feed.id}`
  const writer = createPositionWriter({
    run,
    lease: { name: lease, fence: await takeLease(run, lease) },
    alongside: () => () => Promise.resolve(),
    // It is tried again; at the end a batch that still cannot be written fails the run.
    onError: (error) => say(`a batch was not written yet: ${String(error)}`),
    onFenced: () => undefined,
  })
  const statics = createStatics(VESSELS_MAX)
  const source = await run((tx) => sourceId(tx, feed, feedLabel(feed, core.mode)))
  const tally = { messages: 0, errors: 0, duplicates: 0 }
  const stream = consumerOf(writer, statics, source).open(feed, 'cli', (found) => {
    tally.messages += found.messages
    tally.errors += found.errors
    tally.duplicates += found.duplicates
  })
  for await (const chunk of chunks) await stream.push(chunk, core.now().getTime())
  stream.end()
  await writer.stop()
  const vessels = statics.drain()
  await run((tx) => putVesselStatics(tx, vessels))
  await run((tx) => tx.client.query('SELECT basinet.lease_free($1, $2)', [lease, HOLDER]))
  return { ...tally, positions: writer.written, vessels: vessels.length }
}

const HOLDER = `cli/${process.pid}`

/** Two runs over the same file at once would store everything twice. */
async function takeLease(run: ServiceRun, name: string): Promise<bigint> {
  const { rows } = await run((tx) =>
    tx.client.query<{ fence: string | null }>('SELECT basinet.lease_take($1, $2, $3) AS fence', [
      name,
      HOLDER,
      LEASE_SECONDS,
    ]),
  )
  const fence = rows[0]?.fence ?? null
  if (fence === null) throw new Error('this file is being taken in by another process')
  return BigInt(fence)
}

function consumerOf(writer: PositionWriter, statics: ReturnType<typeof createStatics>, source: number) {
  const board = createBoard()
  return createAisConsumer({
    handle: createReportHandler({
      board,
      gate: createPointGate(board),
      statics,
      writer,
      rules: NO_RULES,
      raise: () => undefined,
      storeAfterMs: () => ANY_AGE,
    }),
    writer,
    duplicates: createDuplicateFilter(DUPLICATE_WINDOW_MS, DUPLICATE_KEYS),
    sourceOf: () => source,
  })
}
