import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { noteSigner } from '@basinet/transparency-log'
import { Type } from 'typebox'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startSequencer } from '../audit/sequencer.ts'
import { verifyAudit } from '../audit/verify.ts'
import { defineCommand, type CommandReceipt } from '../contract/command.ts'
import type { Label } from '../contract/label.ts'
import { defineCapability } from '../contract/line.ts'
import { must, type Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { fileRecord } from '../files/contract.ts'
import { relabelCommands } from '../label/relabel.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { defaultLabel, nodeSubject, sealedSubject } from './core.ts'
import { executeCommand } from './execute.ts'
import { expungeBinding, expungeDue, expungeRecord } from './expunge.ts'
import { expungeDeclaration, RECORDS_SUPERVISOR } from './expunge-contract.ts'
import { handle } from './handler.ts'
import { everyTable, everyTableModule, quoted } from './test-everything.ts'
import { generalThing, thingsModule } from './test-types.ts'
import { insertRecord } from './write.ts'

/** One word, so that it is found as text, as a search entry's word and in JSON alike. */
const CANARY = 'zebrafinch'

const text = Type.Object({ name: Type.String(), note: Type.String() }, { additionalProperties: false })
const make = defineCommand({
  name: 'thing.make',
  record: 'thing',
  kind: 'create',
  input: text,
  who: ['reader'],
})
const rename = defineCommand({
  name: 'thing.rename',
  record: 'thing',
  kind: 'act',
  input: text,
  who: ['reader'],
  reason: 'required',
  approval: { kind: 'review', by: ['reader'] },
})
const expunge = expungeDeclaration(generalThing, ['reader'])
const relabelling = relabelCommands(generalThing, { who: ['reader'], by: ['reader'] })

const anna = testSubject({ roles: ['reader', 'officer'] })
const supervisor = testSubject({ roles: ['reader', 'officer', 'records-supervisor'] })
const destroyed: string[] = []
const destroy = async (_tx: unknown, evidence: readonly string[]): Promise<void> =>
  void destroyed.push(...evidence)

let now = new Date('2026-11-24T00:00:00.000Z')
let db: TestStore

beforeAll(async () => {
  db = await openTestStore({
    now: () => now,
    modules: [
      {
        ...thingsModule,
        capability: defineCapability({
          ...thingsModule.capability,
          commands: [make, rename, expunge, ...relabelling.commands],
          roles: [...thingsModule.capability.roles, RECORDS_SUPERVISOR],
        }),
        bindings: [
          handle(make, generalThing, async (ctx, input) => {
            const rest = {
              state: 'open',
              count: 1,
              seenAt: ctx.at.toISOString(),
              lonDeg: 0,
              latDeg: 0,
            } as const
            const made = await ctx.create(generalThing, { ...rest, ...input })
            return made.ok ? { ok: true, value: { record: made.value, output: input } } : made
          }),
          handle(rename, generalThing, async (ctx, input) => {
            const { record } = ctx
            if (record === null) throw new Error('BUG: acts on a thing')
            const made = await ctx.amend(generalThing, record.id, record.rev, { ...record.body, ...input })
            return made.ok ? { ok: true, value: { record: made.value } } : made
          }),
          expungeBinding(generalThing, expunge, destroy),
          ...relabelling.bindings,
        ],
      },
      everyTableModule(),
    ],
  })
}, 120_000)

afterAll(async () => {
  await db?.close()
})

beforeEach(() => {
  destroyed.length = 0
})

function give(
  who: Subject,
  name: string,
  input: object,
  on?: { id: string; rev: number },
): Promise<Result<CommandReceipt>> {
  const act = on === undefined ? {} : { recordId: on.id, expectedRev: on.rev, reason: 'ordered by the court' }
  return executeCommand(db.core, who, name, { commandId: randomUUID(), ...act, input })
}

/** A record whose every text is the canary: amended, reviewed, with a file. */
async function canaryRecord(): Promise<{ id: string; evidence: string }> {
  const id = must(await give(anna, 'thing.make', { name: CANARY, note: `x ${CANARY}` })).recordId
  must(await give(anna, 'thing.rename', { name: `${CANARY} two`, note: CANARY }, { id, rev: 1 }))
  const evidence = randomUUID()
  const file = {
    name: `${CANARY}.pdf`,
    mediaType: 'application/pdf',
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    address: '0'.repeat(64),
    evidence,
    about: { type: 'thing', id },
    aboutId: id,
    state: 'kept',
  }
  await db.store.run(sealedSubject(db.core, anna, now), {}, async (tx) => {
    const author = { person: anna.person, command: 'file.keep', reason: CANARY }
    must(await insertRecord(tx, fileRecord, author, { id: randomUUID(), body: file, label: labelOf({}) }))
  })
  return { id, evidence }
}

const labelOf = (change: Partial<Label>): Label => defaultLabel(db.core, generalThing, now, change)

/** Tables in which the canary is still found, in whatever column. */
async function tablesWithCanary(): Promise<string[]> {
  const found: string[] = []
  for (const name of await everyTable(db.admin)) {
    const { rows } = await db.admin.query(
      `SELECT 1 FROM ${quoted(name)} AS t WHERE t::text ILIKE '%${CANARY}%' LIMIT 1`,
    )
    if (rows.length > 0) found.push(name.table)
  }
  return found
}

async function approve(asked: Result<CommandReceipt>, who: Subject): Promise<Result<CommandReceipt>> {
  return give(who, 'approval.approve', {}, { id: must(asked).pendingApproval ?? '', rev: 1 })
}

const ORDER = { authority: 'High Court 145/2026', ordered: true }

describe('expunging', () => {
  test('leaves no word of the record in any table', async () => {
    const { id, evidence } = await canaryRecord()
    expect(await tablesWithCanary()).toEqual([
      'audit_detail',
      'command_result',
      'h_approval',
      'h_file',
      'h_thing',
      'r_approval',
      'r_file',
      'r_thing',
      'search_general',
    ])
    const asked = await give(anna, 'thing.expunge', ORDER, { id, rev: 2 })
    const done = await approve(asked, supervisor)
    expect(done).toMatchObject({ ok: true })
    expect(await tablesWithCanary()).toEqual([])
    expect(destroyed).toEqual([evidence])
    const { rows } = await db.admin.query('SELECT 1 FROM basinet.link WHERE $1 IN (from_id, to_id)', [id])
    expect(rows).toEqual([])
  })

  test('is told to live subscribers as a change, and a late repeat of the first command makes nothing', async () => {
    const commandId = randomUUID()
    const envelope = { commandId, input: { name: CANARY, note: '' } }
    const { recordId: id } = must(await executeCommand(db.core, anna, 'thing.make', envelope))
    must(await approve(await give(anna, 'thing.expunge', ORDER, { id, rev: 1 }), supervisor))
    const { rows } = await db.admin.query(
      'SELECT op, rev FROM basinet.pending_change WHERE record_id = $1 ORDER BY id',
      [id],
    )
    expect(rows).toEqual([
      { op: 'insert', rev: 1 },
      { op: 'expunge', rev: 2 },
    ])
    expect(await executeCommand(db.core, anna, 'thing.make', envelope)).toMatchObject({
      error: { code: 'command.id-reused' },
    })
    expect(await tablesWithCanary()).toEqual([])
  })

  test('takes two people, the second with the right to it', async () => {
    const { id } = await canaryRecord()
    const asked = await give(anna, 'thing.expunge', ORDER, { id, rev: 2 })
    expect(await approve(asked, anna)).toMatchObject({ error: { code: 'command.denied.same-person' } })
    const ben = testSubject({ roles: ['reader', 'officer'] })
    expect(await approve(asked, ben)).toMatchObject({ error: { code: 'command.denied.role' } })
    await expect(
      db.store.run(sealedSubject(db.core, ben, now), {}, (tx) =>
        expungeRecord(tx, generalThing, id, { node: 'LCA', person: ben.person, ...ORDER }),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    must(await approve(asked, supervisor))
  })
})

test('the log stays whole: leaves numbered before and after verify, their details are counted as erased', async () => {
  const origin = 'basinet/LCA'
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const failures: unknown[] = []
  const sequencer = startSequencer({
    store: db.store,
    subject: () => sealedSubject(db.core, nodeSubject('LCA'), now),
    holder: 'test',
    origin,
    signer: must(noteSigner(origin, publicKey, (message) => sign(null, message, pair.privateKey))),
    now: () => now,
    onError: (error) => failures.push(error),
  })
  const auditor = testSubject({ roles: ['auditor'] })
  const verdict = () => db.read(auditor, (tx) => verifyAudit(tx, origin, [publicKey]))
  const { id } = await canaryRecord()
  await sequencer.flush()
  const before = await verdict()
  must(await approve(await give(anna, 'thing.expunge', ORDER, { id, rev: 2 }), supervisor))
  await sequencer.flush()
  await sequencer.stop()
  const after = await verdict()
  expect(failures).toEqual([])
  expect(before).toMatchObject({ ok: true, fault: null })
  expect(after).toMatchObject({ ok: true, fault: null })
  // What was asked, the erasure, the command as run for its maker, and the approval of it.
  expect(after.size).toBe(before.size + 4)
  // The command that made it, the one that changed it and the one that asked for its end, once each.
  expect(after.detailsErased - before.detailsErased).toBe(3)
  const { rows } = await db.admin.query<{ kind: string }>(
    'SELECT kind FROM basinet.audit_leaf WHERE record_id = $1 ORDER BY seq',
    [id],
  )
  expect(rows.map((row) => row.kind)).toContain('record.expunged')
})

describe('what stands against it', () => {
  test('a hold, even against an order; and the time to keep, until an order comes', async () => {
    const { id } = await canaryRecord()
    const keep = { keepUntil: '2030-01-01T00:00:00.000Z', holds: ['appeal'] }
    must(await give(anna, 'thing.restrict', { change: keep }, { id, rev: 2 }))
    const ask = (rev: number, ordered: boolean) =>
      give(anna, 'thing.expunge', { authority: 'rule 7', ordered }, { id, rev })
    expect(await approve(await ask(3, true), supervisor)).toMatchObject({ error: { code: 'expunge.held' } })
    must(
      await approve(await give(anna, 'thing.relabel', { change: { holds: [] } }, { id, rev: 3 }), supervisor),
    )
    expect(await approve(await ask(4, false), supervisor)).toMatchObject({ error: { code: 'expunge.kept' } })
    must(await approve(await ask(4, true), supervisor))
    expect(await tablesWithCanary()).toEqual([])
  })
})

describe('the day of erasure', () => {
  async function withLabel(change: Partial<Label>): Promise<string> {
    const id = randomUUID()
    const body = {
      name: CANARY,
      note: '',
      state: 'open',
      count: 1,
      seenAt: now.toISOString(),
      lonDeg: 0,
      latDeg: 0,
    }
    await db.store.run(sealedSubject(db.core, anna, now), {}, async (tx) => {
      const author = { person: anna.person, command: 'thing.make', reason: null }
      must(await insertRecord(tx, generalThing, author, { id, body, label: labelOf(change) }))
    })
    return id
  }

  test('the node’s round takes what is due, and not what is held, kept longer or not due', async () => {
    const eraseBy = '2027-01-01T00:00:00.000Z'
    const due = await withLabel({ eraseBy })
    const stay = [
      await withLabel({ eraseBy, holds: ['appeal'] }),
      await withLabel({ eraseBy, keepUntil: '2028-01-01T00:00:00.000Z' }),
      await withLabel({ eraseBy: '2027-01-01T00:00:00.001Z' }),
      await withLabel({}),
    ]
    expect(await expungeDue(db.core, generalThing, destroy)).toBe(0)
    now = new Date(eraseBy)
    expect(await expungeDue(db.core, generalThing, destroy)).toBe(1)
    const { rows } = await db.admin.query<{ id: string }>('SELECT id FROM basinet.r_thing')
    const left = rows.map((row) => row.id)
    expect(left).not.toContain(due)
    expect(left).toEqual(expect.arrayContaining(stay))
  })
})
