import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defineCommand, type CommandReceipt } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { REALMS, type RecordDeclaration, type Realm } from '../contract/record.ts'
import { must, type Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { catalogueFor } from '../http/catalogue.ts'
import { readAs } from '../http/reading.ts'
import { executeCommand } from '../record/execute.ts'
import { handle, type Binding } from '../record/handler.ts'
import { listRecords } from '../record/list.ts'
import { readRecord } from '../record/read.ts'
import { searchRecords } from '../record/search.ts'
import { THINGS, thingsModule } from '../record/test-types.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { APPROVALS } from './contract.ts'
import { approvalNeeds } from './needs.ts'

/** A second person in a protected realm: it works there, and shows nowhere else. */
const CANARY = 'canary5e1'
const second = { kind: 'maker-checker', by: ['officer'] } as const
const strict = { additionalProperties: false }

function commandsOf(thing: (typeof THINGS)[number]): Binding[] {
  const named = Type.Object({ name: Type.String() }, strict)
  const shared = { record: thing.type, input: named, who: ['officer'], approval: second }
  const make = defineCommand({ ...shared, name: `${thing.type}.make`, kind: 'create' })
  const close = defineCommand({ ...shared, name: `${thing.type}.close`, kind: 'act', from: ['open'] })
  const rest = { note: '', count: 1, seenAt: '2026-11-24T00:00:00.000Z', lonDeg: 0, latDeg: 0 }
  return [
    handle(make, thing, async (ctx, input) => {
      const made = await ctx.create(thing, { ...rest, ...input, state: 'open' })
      return made.ok ? { ok: true, value: { record: made.value } } : made
    }),
    handle(close, thing, async (ctx, input) => {
      if (ctx.record === null) throw new Error('BUG: acts on a thing')
      const { id, rev, body } = ctx.record
      const made = await ctx.amend(thing, id, rev, { ...body, ...input, state: 'closed' })
      return made.ok ? { ok: true, value: { record: made.value } } : made
    }),
  ]
}

const bindings = THINGS.flatMap(commandsOf)
let db: TestStore

beforeAll(async () => {
  const capability = defineCapability({
    ...thingsModule.capability,
    commands: bindings.map((b) => b.command),
  })
  db = await openTestStore({ modules: [{ ...thingsModule, capability, bindings }] })
}, 120_000)

afterAll(() => db?.close())

const everything = { roles: ['officer', 'reader', 'auditor'], clearance: 4, juvenile: true, sealed: true }
const outsider = testSubject({ ...everything, vettedUntil: '9999-12-31T00:00:00.000Z' })
const insider = (realm: Realm): Subject => testSubject({ roles: ['officer', 'reader'], realms: [realm] })

const give = (who: Subject, name: string, more: object): Promise<Result<CommandReceipt>> =>
  executeCommand(db.core, who, name, { commandId: randomUUID(), ...more })

/** All that this person is shown of approvals and by search, as text. */
async function shownTo(who: Subject): Promise<string> {
  const found: unknown[] = []
  for (const realm of REALMS) {
    const decl = APPROVALS[realm].record as unknown as RecordDeclaration
    found.push(await readAs(db.core, who, (tx) => listRecords(tx, decl, {}), realm))
    if (realm === 'general' || who.realms.includes(realm))
      for (const word of [CANARY, 'thing'])
        found.push(await readAs(db.core, who, (tx) => searchRecords(tx, realm, word), realm))
  }
  found.push(await approvalNeeds(db.core, who), catalogueFor(db.core, who))
  return JSON.stringify(found)
}

describe.each(THINGS.filter((thing) => thing.realm !== 'general').map((t) => [t.realm, t] as const))(
  'in the %s realm',
  (realm, thing) => {
    const [maker, checker] = [insider(realm), insider(realm)]
    const kind = APPROVALS[realm]
    const canary = { name: CANARY }

    test('making waits for a second person of the realm, then is done', async () => {
      const asked = must(await give(maker, `${thing.type}.make`, { input: canary }))
      const on = { recordId: asked.pendingApproval, expectedRev: 1, input: {} }
      expect(await approvalNeeds(db.core, checker)).toMatchObject([
        { kind: 'approval', link: `/node/approvals/${kind.record.type}/${asked.pendingApproval ?? ''}` },
      ])
      expect(await give(maker, kind.approve.name, on)).toMatchObject({
        error: { code: 'command.denied.same-person' },
      })
      const done = must(await give(checker, kind.approve.name, on)).output as { recordId: string }
      const read = (who: Subject) =>
        readAs(db.core, who, (tx) => readRecord(tx, thing as never, done.recordId), realm)
      expect(await read(checker)).toMatchObject({ body: { state: 'open', name: CANARY } })
      expect(await read(outsider)).toBeNull()
    })

    test('what waits, and what was decided, shows to nobody outside', async () => {
      const asked = must(await give(maker, `${thing.type}.make`, { input: canary }))
      for (const what of [CANARY, thing.type, asked.pendingApproval ?? '', `approval-${realm}`])
        expect([what, (await shownTo(outsider)).includes(what)]).toEqual([what, false])
      expect(await shownTo(checker)).toContain(CANARY)
      const { rows } = await db.admin.query(
        "SELECT 1 FROM basinet.r_approval WHERE body->>'recordType' <> 'thing'",
      )
      expect(rows).toEqual([])
    })

    test('whoever is outside is told that the realm is closed, whether or not there is a record', async () => {
      const asked = must(await give(maker, `${thing.type}.make`, { input: canary }))
      const other = REALMS.filter((r) => r !== realm && r !== 'general')
      const stranger = { ...outsider, realms: other }
      for (const recordId of [asked.pendingApproval, randomUUID()])
        expect(
          await give(stranger, kind.approve.name, { recordId, expectedRev: 1, input: {} }),
        ).toMatchObject({
          error: { code: 'command.denied.realm' },
        })
      expect(await give(stranger, `${thing.type}.make`, { input: canary })).toMatchObject({
        error: { code: 'command.denied.realm' },
      })
    })

    test('an approval of another realm runs nothing of this one', async () => {
      const made = must(await give(maker, `${thing.type}.make`, { input: canary }))
      const on = { recordId: made.pendingApproval, expectedRev: 1, input: {} }
      expect(await give(checker, 'approval.approve', on)).toMatchObject({ error: { code: 'record.absent' } })
    })
  },
)

test('the general realm goes on as it did', async () => {
  const [maker, checker] = [testSubject(everything), testSubject(everything)]
  const asked = must(await give(maker, 'thing.make', { input: { name: 'open' } }))
  must(
    await give(checker, 'approval.approve', { recordId: asked.pendingApproval, expectedRev: 1, input: {} }),
  )
  expect(await shownTo(checker)).toContain('thing.make')
})
