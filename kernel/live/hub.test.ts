import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import { must } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { CAVEATS } from '../policy/arbitrary.ts'
import { defaultLabel, nodeSubject, sealedSubject } from '../record/core.ts'
import { expungeDue } from '../record/expunge.ts'
import { generalThing, juvenileThing, thingsModule } from '../record/test-types.ts'
import { everyTableModule } from '../record/test-everything.ts'
import { insertRecord, updateRecord } from '../record/write.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { createLiveHub, type LiveChange, type LiveHub } from './hub.ts'

/** What a subscriber learns of changes: never an id that it could not read, before or after. */
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)
const RUNS = process.env['BASINET_FULL'] === '1' ? 500 : 20
const EVERYTHING: Partial<Subject> = {
  roles: ['reader'],
  clearance: 4,
  vettedUntil: '9999-12-31T23:59:59.999Z',
  handling: CAVEATS,
  purpose: 'maritime',
  sealed: true,
  juvenile: true,
}
const writer = testSubject({ ...EVERYTHING, realms: ['juvenile'] })
const reader = testSubject({ roles: ['reader'], clearance: 2 })

let now = new Date('2026-11-24T00:00:00.000Z')
let db: TestStore
const hubs: LiveHub[] = []

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule, everyTableModule()], now: () => now })
}, 120_000)

afterAll(async () => {
  for (const hub of hubs) await hub.close()
  await db?.close()
})

beforeEach(async () => {
  await number()
})

/** As the sequencer does it, now. Answers the newest number. */
async function number(): Promise<number> {
  const node = sealedSubject(db.core, nodeSubject('LCA'), now)
  return db.store.run(node, {}, async (tx) => {
    await tx.client.query(
      "SELECT basinet.sequence_changes(basinet.lease_take('sequencer', 'test', 60), 10000, $1)",
      [now],
    )
    const { rows } = await tx.client.query<{ newest: string }>('SELECT newest FROM basinet.change_range()')
    return Number(rows[0]?.newest)
  })
}

const general = generalThing as unknown as RecordDeclaration
const juvenile = juvenileThing as unknown as RecordDeclaration
const labelOf = (change: Partial<Label>, decl = general): Label => defaultLabel(db.core, decl, now, change)
const body = {
  name: 'Grey Ghost',
  note: '',
  state: 'open',
  count: 1,
  seenAt: now.toISOString(),
  lonDeg: 0,
  latDeg: 0,
}
const author = { person: 'test', command: 'thing.make', reason: null }

/** A record that took on these labels one after the other. */
async function record(labels: readonly Partial<Label>[], decl = general): Promise<string> {
  const id = randomUUID()
  for (const [i, change] of labels.entries()) {
    const label = labelOf(change, decl)
    await db.store.run(sealedSubject(db.core, writer, now), { realm: decl.realm }, async (tx) => {
      if (i === 0) must(await insertRecord(tx, decl, author, { id, body, label }))
      else must(await updateRecord(tx, decl, author, id, i, { body, label }))
    })
  }
  return id
}

/** What the subject is told after `since`, by a hub of its own: another process, or the same after a cut line. */
async function told(subject: Subject, since: number, until: number): Promise<LiveChange[]> {
  const errors: unknown[] = []
  const hub = createLiveHub(db.core, db.appUrl, (error) => errors.push(error))
  const changes: LiveChange[] = []
  const reached = new Promise<void>((done, failed) => {
    const deliver = (some: readonly LiveChange[], last: number): void => {
      changes.push(...some)
      if (last >= until) done()
    }
    const reset = (): void => failed(new Error('reset'))
    hub.subscribe({ subject, deliver, reset }, since).catch(failed)
  })
  try {
    await reached
  } finally {
    await hub.close()
  }
  expect(errors).toEqual([])
  return changes
}

const short = (changes: readonly LiveChange[]): string[] => changes.map((c) => `${c.kind} ${c.id}@${c.rev}`)

describe('gone', () => {
  test('is not told of a record that never was within reach, however often it changes', async () => {
    const since = await number()
    await record([{ class: 'secret' }, { class: 'secret' }, { class: 'confidential' }])
    await record([{ sealed: true }, { sealed: true, handling: ['naval'] }])
    await record([{}, {}], juvenile)
    expect(await told(reader, since, await number())).toEqual([])
  })

  test('is told once of one that moved out of reach, and nothing of what happens to it there', async () => {
    const since = await number()
    const id = await record([{}, { class: 'secret' }, { class: 'secret', handling: ['naval'] }])
    expect(short(await told(reader, since, await number()))).toEqual([`gone ${id}@2`])
    expect(short(await told(reader, since + 1, await number()))).toEqual([`gone ${id}@2`])
    expect(await told(reader, since + 2, await number())).toEqual([])
  })

  test('follows the realm: who stands in it is told, who only holds the role is not', async () => {
    const since = await number()
    const id = await record([{}, { sealed: true }], juvenile)
    const inside = testSubject({ roles: ['reader'], realms: ['juvenile'] })
    expect(short(await told(inside, since, await number()))).toEqual([`gone ${id}@2`])
    expect(await told(reader, since, await number())).toEqual([])
  })

  test('is told when a record was erased on its day, to those who could read it until then', async () => {
    const eraseBy = '2026-12-01T00:00:00.000Z'
    const since = await number()
    const seen = await record([{ eraseBy }])
    await record([{ eraseBy, class: 'secret' }])
    now = new Date(eraseBy)
    expect(await expungeDue(db.core, general, async () => undefined)).toBe(2)
    expect(short(await told(reader, since, await number()))).toEqual([`gone ${seen}@2`])
  })
})

const labels = fc.record({
  class: fc.constantFrom('official', 'restricted', 'confidential', 'secret'),
  handling: fc.subarray(['naval', 'source']),
  purposes: fc.subarray(['maritime', 'customs']),
  sealed: fc.boolean(),
}) as fc.Arbitrary<Partial<Label>>

test('is what the policy says of the label before and now, for any way through the labels', async () => {
  const lives = fc.array(labels, { minLength: 1, maxLength: 4 })
  const subjects = fc.record({
    clearance: fc.integer({ min: 1, max: 4 }),
    handling: fc.subarray(['naval', 'source']),
    purpose: fc.constantFrom(null, 'maritime', 'customs'),
    sealed: fc.boolean(),
  })
  const cases = fc.sample(fc.record({ life: lives, change: subjects }), { numRuns: RUNS, seed })
  for (const { life, change } of cases) {
    const purposes = { purposes: ['maritime', ...(life[0]?.purposes ?? [])] }
    const steps = life.map((label) => ({
      ...label,
      purposes: label.purposes?.length === 0 ? [] : purposes.purposes,
    }))
    const subject = testSubject({ roles: ['reader'], vettedUntil: '9999-12-31T23:59:59.999Z', ...change })
    const since = await number()
    const id = await record(steps)
    const until = await number()
    const may = (label: Partial<Label>): boolean =>
      db.core.policy.decide({
        subject,
        action: 'read',
        type: 'thing',
        realm: 'general',
        types: ['thing'],
        label: labelOf(label),
        at: now,
      }).allowed
    const readable = steps.map(may)
    const expected = steps.flatMap((_, i) => {
      if (readable.at(-1)) return [`change ${id}@${i + 1}`]
      const moved = i > 0 && JSON.stringify(steps[i]) !== JSON.stringify(steps[i - 1])
      return moved && readable[i - 1] ? [`gone ${id}@${i + 1}`] : []
    })
    expect({ seed, steps, change, told: short(await told(subject, since, until)) }).toEqual({
      seed,
      steps,
      change,
      told: expected,
    })
  }
}, 120_000)

test('one person takes 25 places at most, also when all are asked for at once, and others still come in', async () => {
  const hub = createLiveHub(db.core, db.appUrl, () => undefined)
  const join = (subject: Subject) =>
    hub.subscribe({ subject, deliver: () => undefined, reset: () => undefined }, null)
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => join(reader)))
  const other = await Promise.allSettled([join(testSubject({ roles: ['reader'] }))])
  await hub.close()
  expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(25)
  expect(other).toMatchObject([{ status: 'fulfilled' }])
})
