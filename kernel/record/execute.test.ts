import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineCommand } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { Ref } from '../contract/ref.ts'
import { defineRecord } from '../contract/record.ts'
import { must, ok, type Result } from '../contract/result.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { createRecordSql } from './ddl.ts'
import { executeCommand } from './execute.ts'
import { handle } from './handler.ts'
import { listRecords } from './list.ts'
import { readHistory, readRecord } from './read.ts'
import { searchRecords } from './search.ts'
import { threadOf } from './thread.ts'

const note = defineRecord({
  type: 'test-note',
  version: 1,
  line: 'node',
  capability: 'test-notes',
  body: Type.Object(
    {
      text: Type.String({ minLength: 1 }),
      state: Type.Enum(['open', 'closed']),
      about: Type.Optional(Ref('test-note')),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.text.slice(0, 40),
  label: { class: 'restricted' },
  searched: { state: { kind: 'text', path: 'state' } },
  fullText: (b) => [b.text],
  states: { path: 'state', all: ['open', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.test-note' },
  readers: ['officer'],
})
const text = Type.Object({ text: Type.String({ minLength: 1 }), about: Type.Optional(Type.String()) })
const write = defineCommand({
  name: 'test-note.write',
  record: 'test-note',
  kind: 'create',
  input: text,
  who: ['officer'],
})
const change = defineCommand({
  name: 'test-note.change',
  record: 'test-note',
  kind: 'act',
  input: text,
  who: ['officer'],
  from: ['open'],
  reason: 'required',
})
const close = defineCommand({
  name: 'test-note.close',
  record: 'test-note',
  kind: 'act',
  input: Type.Object({}),
  who: ['officer'],
  from: ['open'],
  approval: { kind: 'maker-checker', by: ['officer'] },
})
const asOutcome = (r: Result<never>) => r

const notes = {
  capability: defineCapability({
    id: 'test-notes',
    line: 'node',
    records: [note],
    commands: [write, change, close],
    roles: [],
  }),
  migrations: [{ name: 'test-note/0001', sql: createRecordSql(note) }],
  bindings: [
    handle(write, note, async (ctx, input) => {
      const made = await ctx.create(note, { ...input, state: 'open' })
      return made.ok ? ok({ record: made.value }) : asOutcome(made)
    }),
    handle(change, note, async (ctx, input) => {
      const record = ctx.record!
      const made = await ctx.amend(note, record.id, record.rev, { ...record.body, text: input.text })
      return made.ok ? ok({ record: made.value }) : asOutcome(made)
    }),
    handle(close, note, async (ctx) => {
      const record = ctx.record!
      const made = await ctx.amend(note, record.id, record.rev, { ...record.body, state: 'closed' })
      return made.ok ? ok({ record: made.value }) : asOutcome(made)
    }),
  ],
}

let db: TestStore
const anna = testSubject()
const ben = testSubject()
const give = (who: typeof anna, name: string, rest: Record<string, unknown>) =>
  executeCommand(db.core, who, name, { commandId: randomUUID(), ...rest })
const writeNote = async (words: string, about?: string) =>
  must(
    await give(anna, 'test-note.write', {
      input: about === undefined ? { text: words } : { text: words, about },
    }),
  )

beforeAll(async () => {
  db = await openTestStore({ modules: [notes] })
})
afterAll(async () => {
  await db.close()
})

describe('a command', () => {
  it('answers a repeat of its id with the first answer, and refuses the id for anything else', async () => {
    const commandId = randomUUID()
    const first = must(
      await executeCommand(db.core, anna, 'test-note.write', { commandId, input: { text: 'Grey Ghost' } }),
    )
    const again = must(
      await executeCommand(db.core, anna, 'test-note.write', { commandId, input: { text: 'Grey Ghost' } }),
    )
    expect(again).toEqual(first)
    const other = await executeCommand(db.core, anna, 'test-note.write', {
      commandId,
      input: { text: 'another' },
    })
    expect(other).toMatchObject({ ok: false, error: { code: 'command.id-reused' } })
    const stranger = testSubject()
    const taken = await executeCommand(db.core, stranger, 'test-note.write', {
      commandId,
      input: { text: 'Grey Ghost' },
    })
    expect(taken).toMatchObject({ ok: false, error: { code: 'command.id-reused' } })
    const copies = await db.admin.query(
      "SELECT count(*)::int AS n FROM basinet.r_test_note WHERE body->>'text' = 'Grey Ghost'",
    )
    expect(copies.rows[0]).toEqual({ n: 1 })
  })

  it('makes one record when the same id comes eight times at once', async () => {
    const commandId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        executeCommand(db.core, anna, 'test-note.write', { commandId, input: { text: 'raced' } }),
      ),
    )
    const ids = new Set(answers.map((a) => must(a).recordId))
    expect(ids.size).toBe(1)
    const copies = await db.admin.query(
      "SELECT count(*)::int AS n FROM basinet.r_test_note WHERE body->>'text' = 'raced'",
    )
    expect(copies.rows[0]).toEqual({ n: 1 })
  })

  it('names the wrong field of its input', async () => {
    const bad = await give(anna, 'test-note.write', { input: { text: '' } })
    expect(bad).toMatchObject({ ok: false, error: { code: 'command.input', field: 'text' } })
  })

  it('refuses a stale revision, a missing reason, a wrong state and a wrong role', async () => {
    const made = await writeNote('to be changed')
    const on = { recordId: made.recordId, input: { text: 'changed' } }
    expect(await give(anna, 'test-note.change', { ...on, expectedRev: 1 })).toMatchObject({
      error: { code: 'command.reason' },
    })
    expect(
      await give(anna, 'test-note.change', { ...on, expectedRev: 7, reason: 'typing error' }),
    ).toMatchObject({ error: { code: 'record.stale' } })
    expect(
      must(await give(anna, 'test-note.change', { ...on, expectedRev: 1, reason: 'typing error' })).rev,
    ).toBe(2)
    const outsider = testSubject({ roles: [] })
    expect(
      await give(outsider, 'test-note.change', { ...on, expectedRev: 2, reason: 'typing error' }),
    ).toMatchObject({ error: { code: 'command.denied.role' } })
    const history = await db.read(anna, (tx) => readHistory(tx, note as never, made.recordId))
    expect(history.map((h) => [h.rev, h.reason, (h.body as { text: string }).text])).toEqual([
      [2, 'typing error', 'changed'],
      [1, null, 'to be changed'],
    ])
  })

  it('waits for a second person who is not the maker', async () => {
    const made = await writeNote('to be closed')
    const asked = must(
      await give(anna, 'test-note.close', { recordId: made.recordId, expectedRev: 1, input: {} }),
    )
    const decide = { recordId: asked.pendingApproval, expectedRev: 1, input: {} }
    expect(await give(anna, 'approval.approve', decide)).toMatchObject({
      error: { code: 'command.denied.same-person' },
    })
    must(await give(ben, 'approval.approve', decide))
    const record = await db.read(anna, (tx) =>
      readRecord<{ state: string }>(tx, note as never, made.recordId),
    )
    expect(record?.body.state).toBe('closed')
    expect(record?.updatedBy).toBe(anna.person)
    expect(
      await give(ben, 'test-note.change', {
        recordId: made.recordId,
        expectedRev: 2,
        reason: 'too late',
        input: { text: 'x' },
      }),
    ).toMatchObject({ error: { code: 'command.state' } })
  })

  it('serves sixty at once without refusing one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => give(anna, 'test-note.write', { input: { text: `crowd ${i}` } })),
    )
    expect(answers.filter((a) => !a.ok)).toEqual([])
  })
})

describe('reading', () => {
  it('pages through a list without loss or repetition', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 100; page++) {
      const at: string | undefined = cursor
      const got = must(
        await db.read(anna, (tx) =>
          listRecords(tx, note as never, { limit: 7, ...(at === undefined ? {} : { cursor: at }) }),
        ),
      )
      seen.push(...got.items.map((r) => r.id))
      if (got.next === null) break
      cursor = got.next
    }
    const all = await db.admin.query('SELECT count(*)::int AS n FROM basinet.r_test_note')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((all.rows[0] as { n: number }).n)
  })

  it.each(['EX-2026-0101', 'LC/004411', 'A.17-3'])('finds a number as it is written: %s', async (number) => {
    const made = await writeNote(`Bag ${number} sealed`)
    for (const asked of [number, number.slice(0, -1), number.toLowerCase()]) {
      const hits = must(await db.read(anna, (tx) => searchRecords(tx, 'general', asked)))
      expect([asked, hits.items.map((h) => h.id)]).toEqual([asked, [made.recordId]])
    }
  })

  it('finds words without their accents, and follows links both ways', async () => {
    const first = await writeNote('Pirogue seen off Soufrière')
    const second = await writeNote('Follow-up of the pirogue', first.recordId)
    const hits = must(await db.read(anna, (tx) => searchRecords(tx, 'general', 'soufriere piro')))
    expect(hits.items.map((h) => h.id)).toEqual([first.recordId])
    const thread = await db.read(anna, (tx) => threadOf(tx, 'test-note', first.recordId, 2))
    expect(thread.nodes.map((n) => n.id).sort()).toEqual([first.recordId, second.recordId].sort())
    expect(thread.edges).toEqual([
      {
        from: { type: 'test-note', id: second.recordId },
        to: { type: 'test-note', id: first.recordId },
        field: 'about',
      },
    ])
  })

  it('shows nothing above the clearance, by list, id, search or thread', async () => {
    const made = await writeNote('Needle in the haystack')
    const low = testSubject({ clearance: 1 })
    expect(must(await db.read(low, (tx) => listRecords(tx, note as never, {}))).items).toEqual([])
    expect(await db.read(low, (tx) => readRecord(tx, note as never, made.recordId))).toBeNull()
    expect(must(await db.read(low, (tx) => searchRecords(tx, 'general', 'needle'))).items).toEqual([])
    expect((await db.read(low, (tx) => threadOf(tx, 'test-note', made.recordId, 2))).nodes).toEqual([])
  })
})
