import type { Tx } from '@basinet/kernel/store'
import type { FactCell, FactPeriod, PublishedFact } from './contract/fact.ts'

/** A fact as a part of the node declares it: `counter` is the database function of its own migrations that counts it. */
interface FactDeclaration extends Omit<PublishedFact, 'count'> {
  readonly counter: string
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
export function countedFact({ counter, ...fact }: FactDeclaration): PublishedFact {
  if (!/^count_[a-z]+$/.test(counter)) throw new Error(`BUG: ${counter} counts nothing`)
  const count = async (tx: Tx, { from, until, exercise }: FactPeriod): Promise<readonly FactCell[]> => {
    const before = new Date(Date.parse(`${until}T00:00:00.000Z`) + DAY_MS).toISOString()
    const { rows } = await tx.client.query<Row>(
      `SELECT sex, place, numerator, denominator FROM basinet.${counter}($1, $2, $3, $4)`,
      [fact.id, `${from}T00:00:00.000Z`, before, exercise],
    )
    return rows.map(({ sex, place, numerator, denominator }) => ({
      sex,
      age: null,
      place,
      numerator: Number(numerator),
      denominator: denominator === null ? null : Number(denominator),
    }))
  }
  return { ...fact, count }
}
