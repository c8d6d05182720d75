import { randomUUID } from 'node:crypto'
import { listRecords, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import type { DemoPerson } from '@basinet/kernel/identity'
import { give, handsOf, isThere, type Hands } from './demo-hands.ts'
import { seedResults } from './demo-results.ts'

const DAY_MS = 86_400_000
const DONOR = { name: 'Example donor (exercise)', vettingRule: 'Example donor rule 1 (exercise)' }

const dayFrom =
  (now: Date) =>
  (n: number): string =>
    new Date(now.getTime() + n * DAY_MS).toISOString().slice(0, 10)

/**
 * A catalogue, an academy, an edition open for nominations and a few indicators: invented, and exercises like everything of a
 * demonstration. Later starts find them there.
 */
export async function openTraining(core: Core, people: readonly DemoPerson[]): Promise<void> {
  const hands = handsOf(core, people)
  if (!(await isThere(hands, 'registrar', 'course'))) await seedTraining(hands)
  if (!(await isThere(hands, 'results-officer', 'indicator'))) await seedResults(hands)
}

async function seedTraining(hands: Hands): Promise<void> {
  const { core } = hands
  const day = dayFrom(core.now())
  const registrar = (command: string, input: object, on?: { id: string; rev: number }) =>
    give(hands, 'registrar', command, input, on)
  const last = await registrar('course.open-catalogue', {})
  const academy = await registrar('academy.register', {
    name: 'Morne Academy (exercise)',
    nation: core.nation,
    place: 'Castries',
    did: null,
  })
  const code = 'COR-SENT'
  const course = await found(hands, 'course', code, last)
  await registrar(
    'course.amend',
    {
      academy,
      title: 'Sentence management',
      summary: 'Sentence dates, remand credit, remission and releases due, with exercises.',
      asked: 'sentence management hardware and software',
      area: 'justice',
      days: 3,
      passMark: 70,
      leastAttendance: 80,
      validMonths: 24,
      prerequisites: [],
      instructorMonths: 24,
    },
    course,
  )
  await registrar('course.publish', {}, { id: course.id, rev: course.rev + 1 })
  const teacher = await registrar('instructor.register', {
    name: 'Rosalind Cordia (exercise)',
    academy,
    teaches: [{ code, since: day(-200), last: day(-90) }],
  })
  await seedEdition(hands, course.id, teacher)
  await registrar('training-certificate.recognise', {
    holder: randomUUID(),
    name: 'Thaddeus Calabash (exercise)',
    nation: core.nation,
    unit: 'Records office',
    code,
    course: 'Sentence management',
    validFrom: day(-650),
    validUntil: day(60),
    issuer: 'Elsewhere Academy (exercise)',
    credential: null,
    document: 'Paper certificate, seen (exercise)',
  })
  await registrar('unit-skill.need', { nation: core.nation, unit: 'Records office', code, needed: 3 })
}

async function seedEdition(hands: Hands, course: string, teacher: string): Promise<void> {
  const day = dayFrom(hands.core.now())
  const registrar = (command: string, input: object, on?: { id: string; rev: number }) =>
    give(hands, 'registrar', command, input, on)
  const edition = await registrar('course-edition.plan', {
    course,
    from: day(30),
    until: day(32),
    days: [day(30), day(31), day(32)],
    place: 'Castries (exercise)',
    seats: 8,
    quotas: [
      { nation: 'LCA', seats: 3 },
      { nation: 'BRB', seats: 2 },
      { nation: 'VCT', seats: 2 },
    ],
    nominateBy: day(12),
    funder: DONOR,
    instructors: [teacher],
    costs: [
      { kind: 'travel', funder: DONOR.name, per: 'seat', amount: '420.00', currency: 'USD' },
      { kind: 'per-diem', funder: DONOR.name, per: 'seat-day', amount: '85.00', currency: 'USD' },
      {
        kind: 'lodging',
        funder: 'Host nation (exercise)',
        per: 'seat-day',
        amount: '240.00',
        currency: 'XCD',
      },
    ],
  })
  await registrar('course-edition.open', {}, { id: edition, rev: 1 })
  for (const [n, [name, nation]] of (
    [
      ['Amelie Laurier', 'LCA'],
      ['Desmond Gliricidia', 'LCA'],
      ['Keturah Balata', 'BRB'],
    ] as const
  ).entries())
    await give(hands, 'nominating-officer', 'nomination.submit', {
      edition,
      nation,
      name: `${name} (exercise)`,
      agency: 'Corrections (exercise)',
      unit: 'Records office',
      sex: n === 1 ? 'male' : 'female',
      holder: null,
      priority: n + 1,
      vettingReference: null,
    })
}

async function found(
  { core, who }: Hands,
  type: string,
  code: string,
  any: string,
): Promise<{ id: string; rev: number }> {
  const decl = core.registry.record(type)
  if (decl === undefined) throw new Error(`BUG: no records of ${type}`)
  const subject = sealedSubject(core, await who('registrar'), core.now())
  return core.store.run(subject, { readOnly: true }, async (tx) => {
    const page = await listRecords(tx, decl, { filters: [{ name: 'code', op: 'eq', value: code }], limit: 1 })
    const one = (page.ok ? page.value.items[0] : undefined) ?? (await readRecord(tx, decl, any))
    if (one === null) throw new Error(`BUG: no ${type} ${code}`)
    return { id: one.id, rev: one.rev }
  })
}
