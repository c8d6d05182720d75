import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must, type CommandReceipt, type Result, type Subject } from '@basinet/kernel/contract'
import { custodyModule } from '@basinet/kernel/custody'
import {
  directoryChunkStore,
  asNodeRunner,
  openEvidenceStore,
  sqlIndex,
  type EvidenceStore,
} from '@basinet/kernel/evidence'
import { createSealing, filesModule } from '@basinet/kernel/files'
import { executeCommand, nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'
import type { SealedSubject } from '@basinet/kernel/store'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import type { ProbeEngine } from '@basinet/network/contract'
import { EXAMINER, MANAGER, OFFICER, PURPOSE } from '../contract/words.ts'
import { growRidges, impress, WHOLE, type GreyPrint, type Impression } from '../demo/synthetic-print.ts'
import { openEngine } from '../engine/engine.ts'
import { pngOf } from '../http/png.ts'
import type { JobParts } from '../jobs/asker.ts'
import { keepGallery } from '../jobs/gallery.ts'
import { MINORS } from '../minors.ts'
import { fingerprintsModule } from '../module.ts'
import { fingerprintProbe, probesRunOn } from '../probe.ts'

/** A bureau on a database of its own. */
export interface Bureau {
  readonly db: TestStore
  readonly parts: JobParts
  readonly probe: ProbeEngine
  /** Commands as the person, failing values and all. */
  give(who: Subject, name: string, input: object, on?: On): Promise<Result<CommandReceipt>>
  /** The same where it must succeed. */
  done(who: Subject, name: string, input: object, on?: On): Promise<CommandReceipt>
  /** Keeps bytes with a record. @returns id of the file */
  keep(who: Subject, about: { type: string; id: string }, bytes: Uint8Array): Promise<string>
  close(): Promise<void>
}

export interface On {
  readonly id: string
  readonly rev: number
  readonly reason?: string
}

const person = (roles: readonly string[], change: Partial<Subject> = {}): Subject =>
  testSubject({ roles: ['officer', ...roles], purpose: PURPOSE, ...change })

export const people = {
  anna: person([EXAMINER], { person: 'anna' }),
  ben: person([EXAMINER], { person: 'ben' }),
  cleo: person([EXAMINER], { person: 'cleo', juvenile: true, realms: [MINORS] }),
  officer: person([OFFICER], { person: 'officer', juvenile: true, realms: [MINORS] }),
  manager: person([MANAGER, EXAMINER], { person: 'manager', juvenile: true, realms: [MINORS] }),
  records: person([MANAGER, 'records-officer', 'records-supervisor'], { person: 'records' }),
} as const

export async function openBureau(now: () => Date): Promise<Bureau> {
  const folder = mkdtempSync(join(tmpdir(), 'basinet-prints-'))
  const late: { core?: Core } = {}
  const need = (): Core => {
    if (late.core === undefined) throw new Error('BUG: asked for before the bureau is open')
    return late.core
  }
  const asNode = (): SealedSubject => sealedSubject(need(), nodeSubject(need().nation), now())
  const evidence: EvidenceStore = openEvidenceStore({
    index: sqlIndex(asNodeRunner({ run: (...of) => need().store.run(...of) }, asNode)),
    chunks: directoryChunkStore(folder),
    keyring: {
      seal: (_purpose, _id, secret) => Buffer.from(secret).toString('base64'),
      open: (_purpose, _id, sealed) => ({ ok: true, value: new Uint8Array(Buffer.from(sealed, 'base64')) }),
      reload: () => Promise.resolve({ ok: true, value: true }),
    },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    clock: now,
  })
  const sealing = createSealing(() => evidence)
  const files = filesModule({ core: () => late.core as Core, store: () => evidence, sealing })
  const db = await openTestStore({
    modules: [files, custodyModule(), fingerprintsModule(() => late.core as Core)],
    now,
  })
  const standing = async (id: string) => {
    const subject = Object.values(people).find((one) => one.person === id)
    return subject === undefined ? null : { subject, purposes: [PURPOSE] }
  }
  const core: Core = { ...db.core, standing }
  late.core = core
  const engine = openEngine(1)
  const parts: JobParts = { core, evidence, sealing, engine, gallery: keepGallery(core, engine) }
  probesRunOn(core, parts)
  const give: Bureau['give'] = (who, name, input, on) =>
    executeCommand(core, who, name, {
      commandId: randomUUID(),
      input,
      ...(on === undefined
        ? {}
        : {
            recordId: on.id,
            expectedRev: on.rev,
            ...(on.reason === undefined ? {} : { reason: on.reason }),
          }),
    })
  return {
    db,
    parts,
    probe: fingerprintProbe(() => core),
    give,
    done: async (who, name, input, on) => must(await give(who, name, input, on)),
    async keep(who, about, bytes) {
      const upload = must(await evidence.createUpload({ sizeBytes: bytes.length, openedBy: who.person }))
      must(await evidence.append(upload.id, 0, one(bytes)))
      must(await sealing.seal(upload.id))
      const input = { upload: upload.id, name: 'print.png', mediaType: 'image/png', about }
      return must(await executeCommand(core, who, 'file.keep', { commandId: upload.id, input })).recordId
    },
    async close() {
      await engine.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const grown = new Map<number, ReturnType<typeof growRidges>>()

/** A picture of synthetic finger `seed`. */
export function finger(seed: number, change: Partial<Impression> = {}): GreyPrint {
  const ridges = grown.get(seed) ?? growRidges(seed)
  grown.set(seed, ridges)
  return impress(ridges, { seed, turn: 0, shiftX: 0, shiftY: 0, noise: 0.1, part: WHOLE, ...change })
}

export const png = (seed: number, change: Partial<Impression> = {}): Buffer => pngOf(finger(seed, change))

/** What a mark of that finger looks like: a part, turned, on a bad ground. */
export const LATENT: Partial<Impression> = {
  seed: 77,
  turn: -0.3,
  noise: 0.4,
  part: { x: 0.5, y: 0.45, share: 0.65 },
}
