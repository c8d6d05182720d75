import { parentPort, workerData } from 'node:worker_threads'
import { systemFeedClock } from '@basinet/kernel/feeds'
import { openStore } from '@basinet/kernel/store'
import { openWorld } from '@basinet/sea-simulator'
import { createAlertOutbox } from '../live/alert-outbox.ts'
import { lineTime } from '../live/line-time.ts'
import { serviceRun } from '../live/service-store.ts'
import { openSerialPort } from '../serial.ts'
import { FusionDesk } from './desk.ts'
import type { FromFusion, FusionStart, ToFusion } from './protocol.ts'
import { cutRecording } from './recording.ts'

const POOL_MAX = 2

function main(port: NonNullable<typeof parentPort>, start: FusionStart): void {
  const send = (message: FromFusion, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  const error = (cause: unknown): void =>
    send({ kind: 'error', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  const store = openStore({
    url: start.url,
    subjectKey: Buffer.from(start.subjectKey),
    poolMax: POOL_MAX,
    onError: error,
  })
  const outbox = createAlertOutbox((batch, urgent) => send({ kind: 'alerts', batch, urgent }))
  let desk: FusionDesk | null = null

  const lead = (lease: { readonly name: string; readonly fence: string }): FusionDesk =>
    new FusionDesk({
      run: serviceRun(store, start.subject, () => new Date()),
      nation: start.subject.nation,
      mode: start.mode,
      holder: start.holder,
      lease: { name: lease.name, fence: BigInt(lease.fence) },
      tools: {
        clock: systemFeedClock,
        openSerial: openSerialPort,
        fileRoot: start.fileRoot,
        lineTime,
        cutRecording,
        ...(start.mode === 'demo' ? { openSimulation: openWorld } : {}),
      },
      send,
      alerts: (alerts) => outbox.add(alerts),
      error,
    })

  const stop = async (): Promise<void> => {
    try {
      await desk?.stop()
    } finally {
      outbox.stop()
      outbox.flushAll()
      await store.close()
      send({ kind: 'stopped' })
    }
  }

  const act = async (message: ToFusion): Promise<void> => {
    switch (message.kind) {
      case 'lead':
        desk = lead(message.lease)
        return desk.configure(message.config)
      case 'configure':
        return desk?.configure(message.config)
      case 'stop':
        return stop()
      default:
        throw new Error(`BUG: message ${message.kind}`)
    }
  }

  let acts: Promise<void> = Promise.resolve()
  port.on('message', (message: ToFusion) => {
    if (message.kind === 'taken') {
      if (desk !== null) desk.taken = true
    } else if (message.kind === 'alerts-taken') outbox.taken(message.urgent)
    else if (message.kind === 'reports') desk?.reports(message.batch, message.left)
    else if (message.kind === 'reception') desk?.reception(message.ask, message.shares)
    // One after the other: a set of feeds must not overtake the one before it.
    else acts = acts.then(() => act(message)).catch(error)
    if (message.kind === 'stop') void acts.finally(() => port.close())
  })
}

if (parentPort !== null) main(parentPort, workerData as FusionStart)
