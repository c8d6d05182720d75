import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defineCommand, type CommandReceipt } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import { must, type Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { APPROVALS } from '../approval/contract.ts'
import { executeCommand } from '../record/execute.ts'
import { handle } from '../record/handler.ts'
import { readHistory, readRecord } from '../record/read.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import type { LabelChange } from './relabel-contract.ts'
import { relabelCommands } from './relabel.ts'
import { retentionConflicts } from './retention-conflicts.ts'

const make = defineCommand({
  name: 'thing.make',
  record: 'thing',
  kind: 'create',
  input: Type.Object({ name: Type.String() }, { additionalProperties: false }),
  who: ['reader'],
})
const hide = defineCommand({
  name: 'thing.hide',
  record: 'thing',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: ['reader'],
})
const relabelling = relabelCommands(generalThing, { who: ['reader'], by: ['reader'] })

const anna = testSubject({ roles: ['reader', 'officer'] })
const ben = testSubject({ roles: ['reader', 'officer'] })
const low = testSubject({ roles: ['reader'], clearance: 1 })
let db: TestStore

beforeAll(async () => {
  db = await openTestStore({
    modules: [
      {
        ...thingsModule,
        capability: defineCapability({
          ...thingsModule.capability,
          commands: [make, hide, ...relabelling.commands],
        }),
        bindings: [
          handle(make, generalThing, async (ctx, input) => {
            const body = {
              note: '',
              state: 'open',
              count: 1,
              seenAt: ctx.at.toISOString(),
              lonDeg: 0,
              latDeg: 0,
            } as const
            const made = await ctx.create(generalThing, { ...body, name: input.name })
            return made.ok ? { ok: true, value: { record: made.value } } : made
          }),
          handle(hide, generalThing, async (ctx) => {
            const { id, rev, body, label: own } = ctx.record as NonNullable<typeof ctx.record>
            const made = await ctx.amend(generalThing, id, rev, body, { ...own, handling: ['not-held'] })
            return made.ok ? { ok: true, value: { record: made.value } } : made
          }),
          ...relabelling.bindings,
        ],
      },
    ],
  })
}, 120_000)

afterAll(async () => {
  await db?.close()
})

const REASON = 'asked for by the owner of the case'

function give(
  who: Subject,
  name: string,
  input: object,
  on?: { id: string; rev: number },
): Promise<Result<CommandReceipt>> {
  return executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev, reason: REASON }),
    input,
  })
}

async function thing(): Promise<string> {
  const made = await give(anna, 'thing.make', { name: 'Grey Ghost' })
  if (!made.ok) throw new Error(made.error.message)
  return made.value.recordId
}

const restrict = (id: string, rev: number, change: LabelChange) =>
  give(anna, 'thing.restrict', { change }, { id, rev })
const relabel = (id: string, rev: number, change: LabelChange) =>
  give(anna, 'thing.relabel', { change }, { id, rev })
const label = (id: string, who = anna) =>
  db.read(who, async (tx) => (await readRecord(tx, generalThing, id))?.label ?? null)

describe('restricting', () => {
  test('takes effect at once, with its reason in the history', async () => {
    const id = await thing()
    expect(await restrict(id, 1, { onward: 'none', holds: ['appeal'] })).toMatchObject({
      ok: true,
      value: { rev: 2 },
    })
    expect(await label(id)).toMatchObject({ onward: 'none', holds: ['appeal'], class: 'restricted' })
    const history = await db.read(anna, (tx) => readHistory(tx, generalThing, id))
    expect(history.map((item) => item.reason)).toEqual([REASON, null])
  })

  test('refuses a downgrade and what would put the record out of the giver’s own reach', async () => {
    const id = await thing()
    expect(await restrict(id, 1, { class: 'public' })).toMatchObject({ error: { code: 'label.downgrade' } })
    for (const change of [{ class: 'secret' }, { sealed: true }, { juvenile: true }] as const)
      expect(await restrict(id, 1, change)).toMatchObject({ error: { code: 'label.out-of-reach' } })
    expect(await label(id)).toMatchObject({ class: 'restricted', sealed: false })
  })

  test('needs a reason, and a change that names something', async () => {
    const id = await thing()
    const envelope = { commandId: randomUUID(), recordId: id, expectedRev: 1 }
    expect(
      await executeCommand(db.core, anna, 'thing.restrict', {
        ...envelope,
        input: { change: { onward: 'none' } },
      }),
    ).toMatchObject({ error: { code: 'command.reason' } })
    expect(await restrict(id, 1, {})).toMatchObject({ error: { code: 'command.input' } })
    expect(await restrict(id, 1, { owner: 'BRB' } as LabelChange)).toMatchObject({
      error: { code: 'command.input' },
    })
  })
})

describe('relabelling', () => {
  test('waits for a second person, who is another one', async () => {
    const id = await thing()
    expect(await label(id, low)).toBeNull()
    const asked = await relabel(id, 1, { class: 'official' })
    if (!asked.ok) throw new Error(asked.error.message)
    const approval = { id: asked.value.pendingApproval ?? '', rev: 1 }
    expect(await label(id)).toMatchObject({ class: 'restricted' })
    expect(await give(anna, 'approval.approve', {}, approval)).toMatchObject({
      error: { code: 'command.denied.same-person' },
    })
    expect(await give(ben, 'approval.approve', {}, approval)).toMatchObject({ ok: true })
    expect(await label(id, low)).toMatchObject({ class: 'official' })
  })

  test('settles a retention conflict, which is shown until then', async () => {
    const id = await thing()
    const conflicts = () => db.read(anna, (tx) => retentionConflicts(tx, [generalThing]))
    const change = { keepUntil: '2040-01-01T00:00:00.000Z', eraseBy: '2035-01-01T00:00:00.000Z' }
    expect(await restrict(id, 1, change)).toMatchObject({ error: { code: 'label.retention' } })
    const asked = await relabel(id, 1, change)
    const approval = { id: (asked.ok && asked.value.pendingApproval) || '', rev: 1 }
    expect(await give(ben, 'approval.approve', {}, approval)).toMatchObject({ ok: true })
    expect(await conflicts()).toMatchObject([{ id, ...change }])
    const settled = await relabel(id, 2, { keepUntil: change.eraseBy })
    await give(
      ben,
      'approval.approve',
      {},
      { id: (settled.ok && settled.value.pendingApproval) || '', rev: 1 },
    )
    expect(await conflicts()).toEqual([])
  })
})

test('a handler that would put a record out of its own reach is refused, not a fault', async () => {
  const id = await thing()
  expect(await give(anna, 'thing.hide', {}, { id, rev: 1 })).toMatchObject({
    ok: false,
    error: { code: 'label.out-of-reach' },
  })
  expect(await label(id)).toMatchObject({ handling: [] })
})

describe('approvals, which quote what was asked', () => {
  const cleared = { roles: ['reader', 'officer'], handling: ['naval'] }
  const carla = testSubject(cleared)
  const dan = testSubject(cleared)
  const decl = APPROVALS.general.record as unknown as RecordDeclaration
  const approvalOf = (who: Subject, id: string) => db.read(who, (tx) => readRecord(tx, decl, id))

  test('go out of reach with their record, waiting and decided ones, and do not come back with it', async () => {
    const id = await thing()
    const refused = must(await relabel(id, 1, { class: 'official' })).pendingApproval ?? ''
    must(await give(ben, 'approval.refuse', {}, { id: refused, rev: 1 }))
    const waiting = must(await relabel(id, 1, { class: 'official' })).pendingApproval ?? ''
    must(await give(carla, 'thing.restrict', { change: { handling: ['naval'] } }, { id, rev: 1 }))
    for (const approval of [refused, waiting]) {
      expect(await approvalOf(anna, approval)).toBeNull()
      expect(await approvalOf(carla, approval)).toMatchObject({ label: { handling: ['naval'] } })
    }
    const wider = { change: { handling: [] } }
    const asked = must(await give(carla, 'thing.relabel', wider, { id, rev: 2 })).pendingApproval ?? ''
    must(await give(dan, 'approval.approve', {}, { id: asked, rev: 1 }))
    expect(await label(id, anna)).toMatchObject({ handling: [] })
    expect(await approvalOf(anna, refused)).toBeNull()
    expect(await approvalOf(carla, asked)).toMatchObject({ body: { state: 'approved' } })
  })

  test('are narrowed also where the giver cannot see them, and hear nothing of it', async () => {
    const id = await thing()
    must(await give(carla, 'thing.restrict', { change: { handling: ['naval'] } }, { id, rev: 1 }))
    const wider = { change: { handling: [] } }
    const asked = must(await give(carla, 'thing.relabel', wider, { id, rev: 2 })).pendingApproval ?? ''
    must(await give(dan, 'approval.approve', {}, { id: asked, rev: 1 }))
    expect(await approvalOf(anna, asked)).toBeNull()
    const before = await approvalOf(carla, asked)
    must(await give(anna, 'thing.restrict', { change: { onward: 'none' } }, { id, rev: 3 }))
    const after = await approvalOf(carla, asked)
    expect(after).toMatchObject({ label: { handling: ['naval'], onward: 'none' }, body: before?.body })
    expect(after?.rev).toBe((before?.rev ?? 0) + 1)
    const history = await db.read(carla, (tx) => readHistory(tx, decl, asked))
    expect(history[0]).toMatchObject({ command: 'thing.restrict', by: anna.person, reason: REASON })
    // A second time there is nothing left to narrow.
    must(await give(anna, 'thing.restrict', { change: { keepUntil: null } }, { id, rev: 4 }))
    expect((await approvalOf(carla, asked))?.rev).toBe(after?.rev)
  })

  test('take the purposes of their record where they share none', async () => {
    const id = await thing()
    const purposes = (list: string[]) => ({ change: { purposes: list } })
    const fay = testSubject({ roles: ['reader', 'officer'], purpose: 'fisheries' })
    const gus = testSubject({ roles: ['reader', 'officer'], purpose: 'fisheries' })
    must(await give(fay, 'thing.restrict', purposes(['fisheries']), { id, rev: 1 }))
    const both = purposes(['fisheries', 'rescue'])
    const asked = must(await give(fay, 'thing.relabel', both, { id, rev: 2 })).pendingApproval ?? ''
    must(await give(gus, 'approval.approve', {}, { id: asked, rev: 1 }))
    expect(await approvalOf(fay, asked)).toMatchObject({ label: { purposes: ['fisheries'] } })
    const rescuer = { ...fay, purpose: 'rescue' }
    must(await give(rescuer, 'thing.restrict', purposes(['rescue']), { id, rev: 3 }))
    expect(await approvalOf(rescuer, asked)).toMatchObject({ label: { purposes: ['rescue'] } })
    expect(await approvalOf(fay, asked)).toBeNull()
  })

  test('the one by which a record is raised is decided all the same', async () => {
    const id = await thing()
    const change = { handling: ['naval'], class: 'official' } as const
    const asked = must(await give(carla, 'thing.relabel', { change }, { id, rev: 1 })).pendingApproval ?? ''
    must(await give(dan, 'approval.approve', {}, { id: asked, rev: 1 }))
    expect(await approvalOf(anna, asked)).toBeNull()
    expect(await approvalOf(dan, asked)).toMatchObject({
      body: { state: 'approved' },
      label: { handling: ['naval'], class: 'restricted' },
    })
  })
})
