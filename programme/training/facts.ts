import type { StoredRecord } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import type { FactCell, FactPeriod, PublishedFact } from '@basinet/results/contract'
import { readAll } from './commands/shared.ts'
import { edition, type Edition } from './contract/edition.ts'
import type { Nomination } from './contract/nomination.ts'
import { nominationsOf } from './commands/seating.ts'

const EDITIONS_MAX = 5000

/** Nominations of the editions that ended in the period, of the node's own making, exercises apart. */
async function ended(tx: Tx, { from, until, exercise }: FactPeriod): Promise<StoredRecord<Nomination>[]> {
  const closed = await readAll<Edition>(
    tx,
    edition,
    [
      { name: 'state', op: 'eq', value: 'closed' },
      { name: 'until', op: 'gte', value: from },
      { name: 'until', op: 'lte', value: until },
    ],
    EDITIONS_MAX,
  )
  const all = await Promise.all(
    closed.filter((e) => e.label.exercise === exercise).map((e) => nominationsOf(tx, e.id)),
  )
  return all.flat().filter((n) => n.label.exercise === exercise)
}

/** Counts by sex: how many, and of how many where it is a share. */
function bySex(
  people: readonly StoredRecord<Nomination>[],
  counts: (n: Nomination) => boolean,
  of: ((n: Nomination) => boolean) | null,
): FactCell[] {
  return (['female', 'male', 'not-stated'] as const).flatMap((sex) => {
    const own = people.map((p) => p.body).filter((n) => n.sex === sex)
    const base = of === null ? own : own.filter((n) => of(n))
    if (base.length === 0) return []
    const numerator = base.filter((n) => counts(n)).length
    return [{ sex, age: null, place: null, numerator, denominator: of === null ? null : base.length }]
  })
}

const completed = (n: Nomination): boolean => n.state === 'completed'

/** What training publishes of its own records for the results framework. */
export const trainingFacts: readonly PublishedFact[] = [
  {
    id: 'training.completed',
    about: 'Persons who completed a course that ended in the period',
    dimensions: ['sex'],
    ratio: false,
    count: async (tx, period) =>
      bySex(
        (await ended(tx, period)).filter((n) => completed(n.body)),
        completed,
        null,
      ),
  },
  {
    id: 'training.passed',
    about: 'Of those who completed a course that ended in the period, those who passed',
    dimensions: ['sex'],
    ratio: true,
    count: async (tx, period) => bySex(await ended(tx, period), (n) => n.passed === true, completed),
  },
  {
    id: 'training.behaviour',
    about: 'Of those followed up after six months, those in whose work it was seen',
    dimensions: ['sex'],
    ratio: true,
    count: async (tx, period) =>
      bySex(
        await ended(tx, period),
        (n) => n.behaviour === true,
        (n) => n.behaviour !== null,
      ),
  },
]
