import type { Tx } from '@basinet/kernel/store'
import type { ResultRecord } from './indicator.ts'

/** A value as the table shows it: what row-level security lets this reader see, without its cells. */
export interface TableValue {
  readonly id: string
  readonly nation: string
  readonly period: string
  readonly numerator: number
  readonly denominator: number | null
  readonly origin: string
  readonly state: string
}

interface Row {
  readonly id: string
  readonly f_nation: string
  readonly f_period: string
  readonly f_numerator: number
  readonly f_denominator: number | null
  readonly f_origin: string
  readonly f_state: string
}

const VALUES_MAX = 20_000

/**
 * Values of one indicator that stand, by period and nation. Only a nation's own word counts: a value of its figures made at
 * another node is left out. Exercise values are read alone and never beside the others.
 */
export async function valuesOf(tx: Tx, code: string, exercise: boolean): Promise<TableValue[]> {
  const { rows } = await tx.client.query<Row>(
    `SELECT id, f_nation, f_period, f_numerator, f_denominator, f_origin, f_state FROM basinet.r_result_value
     WHERE f_code = $1 AND exercise = $2 AND f_state IN ('reported', 'released') AND owner = f_nation
     ORDER BY f_period, f_nation LIMIT ${VALUES_MAX}`,
    [code, exercise],
  )
  return rows.map((row) => ({
    id: row.id,
    nation: row.f_nation,
    period: row.f_period,
    numerator: row.f_numerator,
    denominator: row.f_denominator,
    origin: row.f_origin,
    state: row.f_state,
  }))
}

/** The newest value of each of these indicators in a nation, and how many values there are of exercises. */
export async function latestOf(
  tx: Tx,
  codes: readonly string[],
  nation: string,
  exercise: boolean,
): Promise<ReadonlyMap<string, TableValue>> {
  const { rows } = await tx.client.query<Row & { readonly f_code: string }>(
    `SELECT found.* FROM unnest($1::text[]) AS asked (code) CROSS JOIN LATERAL (
       SELECT id, f_code, f_nation, f_period, f_numerator, f_denominator, f_origin, f_state FROM basinet.r_result_value
       WHERE f_code = asked.code AND f_nation = $2 AND owner = f_nation AND exercise = $3
         AND f_state IN ('reported', 'released')
       ORDER BY f_period DESC LIMIT 1) AS found`,
    [codes, nation, exercise],
  )
  return new Map(
    rows.map((row) => [
      row.f_code,
      {
        id: row.id,
        nation: row.f_nation,
        period: row.f_period,
        numerator: row.f_numerator,
        denominator: row.f_denominator,
        origin: row.f_origin,
        state: row.f_state,
      },
    ]),
  )
}

/** A table value as the roll-up takes it. */
export const rolledRecord = (code: string, v: TableValue): ResultRecord => ({
  id: v.id,
  indicator: code,
  nation: v.nation,
  period: v.period,
  total: v.denominator === null ? v.numerator : { numerator: v.numerator, denominator: v.denominator },
  cells: [],
})
