import type { Tx } from '@basinet/kernel/store'
import {
  COUNTED_MAX,
  type CountedRecord,
  type FactCell,
  type FactPeriod,
  type PublishedFact,
} from './contract/fact.ts'

/**
 * A fact as a part of the node declares it: `counter` is the database function of its own migrations that counts it, `lister` the one
 * that names the records counted. Facts about persons have no lister.
 */
interface FactDeclaration extends Omit<PublishedFact, 'count' | 'counted'> {
  readonly counter: string
  readonly lister?: string
}

interface Row {
  readonly sex: string | null
  readonly place: string | null
  readonly numerator: string
  readonly denominator: string | null
}

const DAY_MS = 86_400_000

/**
 * Makes a declared fact countable. The function counts by the node's own hand, since who keeps results may read none of the
 * records, and refuses everybody else; a period is whole days in UTC.
 */
export function countedFact({ counter, lister, ...fact }: FactDeclaration): PublishedFact {
  if (!/^count_[a-z]+$/.test(counter)) throw new Error(`BUG: ${counter} counts nothing`)
  if (lister !== undefined && !/^counted_[a-z]+$/.test(lister))
    throw new Error(`BUG: ${lister} names nothing`)
  const count = async (tx: Tx, { from, until, exercise }: FactPeriod): Promise<readonly FactCell[]> => {
    const { rows } = await tx.client.query<Row>(
      `SELECT sex, place, numerator, denominator FROM basinet.${counter}($1, $2, $3, $4)`,
      [fact.id, ...instants({ from, until }), exercise],
    )
    return rows.map(({ sex, place, numerator, denominator }) => ({
      sex,
      age: null,
      place,
      numerator: Number(numerator),
      denominator: denominator === null ? null : Number(denominator),
    }))
  }
  if (lister === undefined) return { ...fact, count, counted: null }
  const counted = async (
    tx: Tx,
    { from, until, exercise }: FactPeriod,
  ): Promise<readonly CountedRecord[]> => {
    const { rows } = await tx.client.query<CountedRecord>(
      `SELECT type, id FROM basinet.${lister}($1, $2, $3, $4, $5)`,
      [fact.id, ...instants({ from, until }), exercise, COUNTED_MAX],
    )
    return rows
  }
  return { ...fact, count, counted }
}

/** From the first moment of a period up to, and without, the first after it. */
const instants = ({ from, until }: Pick<FactPeriod, 'from' | 'until'>): [string, string] => [
  `${from}T00:00:00.000Z`,
  new Date(Date.parse(`${until}T00:00:00.000Z`) + DAY_MS).toISOString(),
]
