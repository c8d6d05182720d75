import { parentPort, workerData } from 'node:worker_threads'
import { systemFeedClock } from '@basinet/kernel/feeds'
import { openStore } from '@basinet/kernel/store'
import { createSea } from '@basinet/sea-simulator'
import { openSerialPort } from '../serial.ts'
import { createAlertOutbox } from './alert-outbox.ts'
import { startIngest, type Ingest } from './ingest.ts'
import { lineTime } from './line-time.ts'
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts'
import { createRules, readLand } from './rules-engine.ts'
import { serviceRun } from './service-store.ts'

/** Connections of the ingest: one copies, one saves, one is spare. */
const POOL_MAX = 3
const STATS_MS = 1000
const NO_LAND = { land: null, problem: null }

async function main(port: NonNullable<typeof parentPort>, start: WorkerStart): Promise<void> {
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  const error = (cause: unknown): void =>
    send({ kind: 'error', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  const store = openStore({
    url: start.url,
    subjectKey: Buffer.from(start.subjectKey),
    poolMax: POOL_MAX,
    onError: error,
  })
  let taken = true
  const outbox = createAlertOutbox((alerts, left) => send({ kind: 'alerts', alerts, left }))
  let acts: Promise<void> = Promise.resolve()
  const { land, problem } = start.coastline === null ? NO_LAND : readLand(start.coastline)
  if (problem !== null) error(problem)
  const rules = createRules(land)
  for (const refused of rules.configure(start.rules)) error(refused)
  const ingest = await startIngest({
    run: serviceRun(store, start.subject, () => new Date()),
    mode: start.mode,
    holder: start.holder,
    lease: { name: start.lease.name, fence: BigInt(start.lease.fence) },
    tools: {
      clock: systemFeedClock,
      openSerial: openSerialPort,
      fileRoot: start.fileRoot,
      lineTime,
      ...(start.mode === 'demo' ? { openSimulation: createSea } : {}),
    },
    rules,
    keepMs: start.keepMs,
    events: {
      wantsDelta: () => taken,
      delta: (delta) => {
        taken = false
        send({ kind: 'delta', delta }, [delta.buffer])
      },
      statics: (vessels) => send({ kind: 'statics', vessels }),
      alerts: (alerts) => outbox.add(alerts),
      feedChange: (change) => send({ kind: 'feed-change', change }),
      fenced: () => send({ kind: 'fenced' }),
      error,
    },
  })
  const stats = setInterval(() => send({ kind: 'stats', stats: ingest.stats }), STATS_MS)
  const stop = async (): Promise<void> => {
    clearInterval(stats)
    await ingest.stop().catch(error)
    outbox.stop()
    outbox.flush()
    await store.close()
    send({ kind: 'stopped' })
    port.close()
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'taken') taken = true
    // One after the other: a set of feeds must not overtake the one before it.
    else acts = acts.then(() => act(message, ingest, send, stop)).catch(error)
  })
  send({ kind: 'ready' })
}

async function act(
  message: Exclude<ToWorker, { kind: 'taken' }>,
  ingest: Ingest,
  send: (message: FromWorker) => void,
  stop: () => Promise<void>,
): Promise<void> {
  switch (message.kind) {
    case 'feeds':
      await ingest.configure(message.feeds)
      return send({ kind: 'configured' })
    case 'rules':
      return ingest.rules(message.rules)
    case 'followed':
      return ingest.followed(message.followed)
    case 'stop':
      return stop()
    default:
      throw new Error(`BUG: message ${JSON.stringify(message)}`)
  }
}

if (parentPort !== null) await main(parentPort, workerData as WorkerStart)
