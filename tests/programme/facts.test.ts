import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRecords } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { publishedFacts } from '../../apps/node/facts.ts'
import { lineModules } from '../../apps/node/modules.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
let db: TestStore

/** The whole node's tables are in it: for the long run. */
const full = process.env['BASINET_FULL'] === '1'
beforeAll(async () => {
  if (!full) return
  db = await openTestStore({ modules: lineModules(() => db.core), now: () => NOW })
}, 120_000)
afterAll(async () => {
  await db?.close()
})

/** One row of a table as the database owner, past its checks: what is tried is the counting. */
async function put(type: string, columns: Readonly<Record<string, unknown>>): Promise<string> {
  const [id, at] = [randomUUID(), NOW.toISOString()]
  const row = {
    id,
    rev: 1,
    version: 1,
    title: 'x',
    fts: '',
    owner: 'LCA',
    class: 2,
    release_to: [],
    display_only: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    holds: [],
    onward: 'ask-owner',
    sources: ['LCA'],
    exercise: false,
    body: {},
    refs: [],
    created_at: at,
    created_by: 'x',
    updated_at: at,
    updated_by: 'x',
    command: 'x',
    ...columns,
  }
  await db.admin.query(`ALTER TABLE basinet.r_${type} DISABLE TRIGGER USER`)
  await db.admin.query(
    `INSERT INTO basinet.r_${type} SELECT * FROM jsonb_populate_record(NULL::basinet.r_${type}, $1)`,
    [JSON.stringify(row)],
  )
  await db.admin.query(`ALTER TABLE basinet.r_${type} ENABLE TRIGGER USER`)
  return id
}

test.runIf(full)(
  'facts count what their reader may not read, and nothing sealed, annulled, exercised or of another nation',
  async () => {
    const when = '2026-05-03T10:00:00Z'
    const items = [{ kind: 'firearm' }, { kind: 'firearm' }, { kind: 'cash' }]
    const seized = { f_seized_at: when, f_state: 'confirmed', f_place_kind: 'seaport', body: { items } }
    await put('seizure', seized)
    await put('seizure', { ...seized, f_seized_at: '2026-06-30T23:59:59Z', f_place_kind: 'airport' })
    for (const no of [
      { sealed: true },
      { juvenile: true },
      { exercise: true },
      { owner: 'BRB' },
      { f_state: 'annulled' },
      { f_seized_at: '2026-07-01T00:00:00Z' },
    ])
      await put('seizure', { ...seized, ...no })
    const ended = { f_state: 'ended', f_sighted_at: when }
    await put('interdiction', { ...ended, body: { outcome: { disrupted: true } } })
    await put('interdiction', { ...ended, body: { outcome: { disrupted: false } } })
    await put('interdiction', { f_state: 'open', f_sighted_at: when })
    const gun = await put('firearm', { f_state: 'recorded', f_recovered_at: when })
    await put('firearm', { f_state: 'recorded', f_recovered_at: when })
    await put('firearm_trace', { f_firearm: gun, f_state: 'answered', f_outcome: 'traced' })
    await put('latent_mark', { f_state: 'identified', f_lifted_at: when })
    await put('latent_mark', { f_state: 'no-value', f_lifted_at: when })
    const course = await put('course_edition', { f_state: 'closed', f_until: '2026-06-30' })
    const seat = { f_edition: course, f_state: 'completed' }
    await put('nomination', { ...seat, body: { sex: 'female', passed: true, behaviour: true } })
    await put('nomination', { ...seat, body: { sex: 'female', passed: false, behaviour: null } })
    await put('nomination', { ...seat, body: { sex: 'male', passed: true, behaviour: null } })
    await put('nomination', { ...seat, f_state: 'no-show', body: { sex: 'male' } })

    const period = { from: '2026-04-01', until: '2026-06-30', exercise: false }
    const outsider = testSubject({ roles: ['programme-officer'], purpose: 'programme' })
    const keeper = testSubject({ roles: ['results-officer'], purpose: 'programme' })
    const counted = await Promise.all(
      publishedFacts.map(async (fact) => {
        const cells = await db.read(keeper, (tx) => fact.count(tx, period))
        const of = cells.map((c) =>
          [c.sex ?? c.place, c.numerator, c.denominator].filter((v) => v !== null).join(' '),
        )
        return [fact.id, of.toSorted()] as const
      }),
    )
    expect(Object.fromEntries(counted)).toEqual({
      'seizures.made': ['airport 1', 'seaport 1'],
      'seizures.firearms': ['airport 2', 'seaport 2'],
      'interdiction.ended': ['2'],
      'interdiction.disrupted': ['1 2'],
      'firearms.recovered': ['2'],
      'firearms.traced': ['1 2'],
      'fingerprints.identified': ['1 2'],
      'training.completed': ['female 2', 'male 1'],
      'training.passed': ['female 1 2', 'male 1 1'],
      'training.behaviour': ['female 1 1'],
    })
    const named = async (id: string, exercise: boolean): Promise<number | undefined> => {
      const { counted } = publishedFacts.find((fact) => fact.id === id)!
      return counted === null
        ? undefined
        : (await db.read(keeper, (tx) => counted(tx, { ...period, exercise }))).length
    }
    const asked = ['seizures.made', 'seizures.firearms', 'interdiction.ended', 'training.completed'] as const
    expect(await Promise.all(asked.map((id) => named(id, false)))).toEqual([2, 2, 2, undefined])
    expect(await Promise.all(asked.map((id) => named(id, true)))).toEqual([1, 1, 0, undefined])
    expect(
      await db.read(keeper, (tx) => listRecords(tx, db.core.registry.record('seizure')!, {})),
    ).toMatchObject({
      value: { items: [] },
    })
    for (const fact of publishedFacts)
      await expect(db.read(outsider, (tx) => fact.count(tx, period))).rejects.toThrow(
        /by those who keep them/,
      )
  },
)
