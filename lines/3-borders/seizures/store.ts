import type { Tx } from '@basinet/kernel/store'
import type { ItemKind } from './contract/item.ts'
import type { Total } from './sum-by-unit.ts'

export interface Period {
  /** From this moment on, ISO. */
  readonly from: string
  /** Up to and without this moment, ISO. */
  readonly until: string
}

export interface Totals {
  readonly totals: readonly Total[]
  readonly seizures: number
  /** Seizures of the period marked as exercise: never counted above. */
  readonly exercises: number
}

/** Totals of the seizures this subject may read, made in that period, annulled ones and exercises left out. */
export async function readTotals(tx: Tx, period: Period): Promise<Totals> {
  const values = [period.from, period.until]
  const { rows: counts } = await tx.client.query<{ real: number; exercises: number }>(
    `SELECT count(*) FILTER (WHERE NOT exercise)::int AS real, count(*) FILTER (WHERE exercise)::int AS exercises
     FROM basinet.r_seizure WHERE f_seized_at >= $1 AND f_seized_at < $2 AND f_state <> 'annulled'`,
    values,
  )
  const { rows } = await tx.client.query<TotalRow>(
    `SELECT item->>'kind' AS kind, item->>'substance' AS substance, item->'quantity'->>'unit' AS unit,
       sum((item->'quantity'->>'value')::numeric)::float8 AS value, count(*)::int AS items
     FROM basinet.r_seizure, jsonb_array_elements(body->'items') AS item
     WHERE f_seized_at >= $1 AND f_seized_at < $2 AND f_state <> 'annulled' AND NOT exercise
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    values,
  )
  return { totals: rows, seizures: counts[0]?.real ?? 0, exercises: counts[0]?.exercises ?? 0 }
}

interface TotalRow {
  readonly kind: ItemKind
  readonly substance: string | null
  readonly unit: string | null
  readonly value: number | null
  readonly items: number
}
