import { generateKeyPairSync, sign } from 'node:crypto'
import {
  noteSigner,
  sha256,
  treeHasher,
  verifyTlogProof,
  verifierKey,
  SIGNATURE_TYPE,
} from '@basinet/transparency-log'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../contract/result.ts'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { leafHash } from './event.ts'
import { buildPack, packOfPage, packPage } from './pack.ts'
import { verifyPack } from './pack-verify.ts'
import { proveLeaf, readAudit, readHead, seqOfLeaf } from './read.ts'
import { startSequencer, type Sequencer } from './sequencer.ts'
import { verifyEd25519 } from '../keys/ed25519.ts'
import { verifyAudit } from './verify.ts'

const ORIGIN = 'basinet/LCA'
const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
const signer = must(noteSigner(ORIGIN, publicKey, (message) => sign(null, message, pair.privateKey)))
const auditor = testSubject({ roles: ['officer', 'auditor'] })

let db: TestStore
let sequencer: Sequencer
const errors: unknown[] = []

const start = (holder: string): Sequencer =>
  startSequencer({
    store: db.store,
    subject: () => sealedSubject(db.core, nodeSubject('LCA'), new Date()),
    holder,
    origin: ORIGIN,
    signer,
    now: () => new Date(),
    onError: (e) => errors.push(e),
  })
const event = (i: number) =>
  db.core.audit.write({
    kind: 'record.read',
    at: new Date(),
    actor: 'person',
    type: 'note',
    outcome: 'done',
    details: { i },
  })

beforeAll(async () => {
  db = await openTestStore()
  sequencer = start('first')
})
afterAll(async () => {
  await sequencer.stop()
  await db.close()
})

describe('the log', () => {
  it('numbers what was committed, proves every leaf and verifies whole', async () => {
    const leaves = await Promise.all(Array.from({ length: 600 }, (_, i) => event(i)))
    expect(await sequencer.flush()).toBe(true)
    const head = await db.read(auditor, readHead)
    expect(head).toMatchObject({ size: 600, unsequenced: 0 })
    const verdict = await db.read(auditor, (tx) => verifyAudit(tx, ORIGIN, [publicKey]))
    expect(verdict).toMatchObject({ ok: true, size: 600, detailsHeld: 600, fault: null })
    const key = must(verifierKey(ORIGIN, SIGNATURE_TYPE.ed25519, publicKey))
    for (const leaf of [leaves[0]!, leaves[599]!]) {
      const seq = await db.read(auditor, (tx) => seqOfLeaf(tx, leaf))
      const proof = must(await db.read(auditor, (tx) => proveLeaf(tx, seq!)))
      const trust = { origin: ORIGIN, logKeys: [key], witnessKeys: [], witnessesMin: 0 }
      const verified = verifyTlogProof(
        proof,
        Buffer.from(leaf, 'hex'),
        trust,
        treeHasher(sha256),
        verifyEd25519,
      )
      expect(verified.ok).toBe(true)
    }
  })

  it('packs events so that they verify elsewhere, and refuses a pack with one word changed', async () => {
    const pack = must(
      await db.read(auditor, (tx) => buildPack(tx, ORIGIN, [publicKey], { from: 10, to: 60 })),
    )
    const page = packPage(pack)
    expect(must(verifyPack(must(packOfPage(page))))).toMatchObject({ proven: 50, refused: [] })
    const swapped = must(packOfPage(page.replace('"i\\":13', '"i\\":14')))
    expect(must(verifyPack(swapped)).refused).toHaveLength(1)
    const event = {
      ...pack,
      items: pack.items.map((i, n) => (n === 7 ? { ...i, event: i.event.replace('person', 'perron') } : i)),
    }
    expect(must(verifyPack(event)).refused.map((r) => r.seq)).toEqual([17])
  })

  it('lets one process number, and another take over when it stops', async () => {
    const second = start('second')
    expect(await second.flush()).toBe(false)
    await sequencer.stop()
    sequencer = second
    await event(600)
    expect(await second.flush()).toBe(true)
    expect(await db.read(auditor, readHead)).toMatchObject({ size: 601 })
    expect(errors).toEqual([])
  })

  it('is read by auditors with details, by oversight without, by others not at all', async () => {
    const seen = await db.read(auditor, (tx) => readAudit(tx, { limit: 1 }))
    expect(seen.items[0]?.details).not.toBeNull()
    const oversight = await db.read(testSubject({ oversight: true }), (tx) => readAudit(tx, { limit: 1 }))
    expect(oversight.items).toHaveLength(1)
    expect(oversight.items[0]?.details).toBeNull()
    expect((await db.read(testSubject(), (tx) => readAudit(tx, {}))).items).toEqual([])
  })

  it('names the first bad leaf when one byte is changed in the database', async () => {
    await sequencer.stop()
    const verdictAfter = async (change: string, undo: string) => {
      await db.admin.query(change)
      const verdict = await db.read(auditor, (tx) => verifyAudit(tx, ORIGIN, [publicKey]))
      await db.admin.query(undo)
      return verdict
    }
    const swap = (from: string, to: string) =>
      `UPDATE basinet.audit_leaf SET event = replace(event, '${from}', '${to}') WHERE seq = 300`
    expect(await verdictAfter(swap('person', 'perron'), swap('perron', 'person'))).toMatchObject({
      ok: false,
      fault: { leaf: 300 },
    })
    const { rows } = await db.admin.query<{ event: string; leaf: Buffer }>(
      'SELECT event, leaf FROM basinet.audit_leaf WHERE seq = 301',
    )
    const forged = rows[0]!.event.replace('person', 'perron')
    await db.admin.query('UPDATE basinet.audit_leaf SET event = $1, leaf = $2 WHERE seq = 301', [
      forged,
      leafHash(forged),
    ])
    expect(await db.read(auditor, (tx) => verifyAudit(tx, ORIGIN, [publicKey]))).toMatchObject({
      ok: false,
      fault: { leaf: 301 },
    })
    await db.admin.query('UPDATE basinet.audit_leaf SET event = $1, leaf = $2 WHERE seq = 301', [
      rows[0]!.event,
      rows[0]!.leaf,
    ])
    expect(
      await verdictAfter(
        "UPDATE basinet.audit_detail SET details = details || ' '",
        'UPDATE basinet.audit_detail SET details = rtrim(details)',
      ),
    ).toMatchObject({ ok: false, fault: { leaf: 0 } })
    expect(await db.read(auditor, (tx) => verifyAudit(tx, ORIGIN, [publicKey]))).toMatchObject({ ok: true })
  })
})
