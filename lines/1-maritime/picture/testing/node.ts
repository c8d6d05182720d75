import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { startSequencer, type Sequencer } from '@basinet/kernel/audit'
import { must } from '@basinet/kernel/contract'
import { createLiveHub, type LiveHub } from '@basinet/kernel/live'
import { nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { noteSigner } from '@basinet/transparency-log'
import { startPicture, type RunningPicture } from '../live/start.ts'
import type { PictureStore } from './store.ts'

/** What stands beneath the picture in a node process: numbered changes and who follows them. */
export interface TestNode {
  readonly hub: LiveHub
  readonly sequencer: Sequencer
  readonly errors: string[]
  /** Another process of the same node, as far as the database can tell. */
  start(process: string, feedFolder?: string): Promise<RunningPicture>
  stop(): Promise<void>
}

export function openTestNode(db: PictureStore): TestNode {
  const errors: string[] = []
  const note = (error: unknown, what = 'kernel'): void =>
    void errors.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const origin = 'basinet/LCA'
  const sequencer = startSequencer({
    store: db.store,
    subject: () => sealedSubject(db.core, nodeSubject('LCA'), new Date()),
    holder: `test-${randomUUID()}`,
    origin,
    signer: must(noteSigner(origin, publicKey, (message) => sign(null, message, pair.privateKey))),
    now: () => new Date(),
    onError: note,
  })
  const hub = createLiveHub(db.core, db.appUrl, note)
  return {
    hub,
    sequencer,
    errors,
    start: (process, feedFolder = '/nonexistent') =>
      startPicture({
        core: db.core,
        hub,
        databaseUrl: db.appUrl,
        subjectKey: db.subjectKey,
        process,
        feedFolder,
        coastline: null,
        positions: { keepAllHours: 24, thinToSeconds: 60, dropAfterDays: 30 },
        onError: note,
      }),
    async stop() {
      await hub.close()
      await sequencer.stop()
    },
  }
}
