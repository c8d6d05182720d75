import type { PoolClient } from 'pg'
import type { Tx } from '../store/store.ts'

/** The parts of EXPLAIN (FORMAT JSON) that a test looks at. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows'?: number
  readonly Plans?: readonly PlanNode[]
}

export interface Explained {
  readonly sql: string
  readonly plan: PlanNode
  readonly milliseconds: number
}

export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

export const indexesOf = (plan: PlanNode): string[] => nodesOf(plan).flatMap((n) => n['Index Name'] ?? [])

export const sequentialScans = (plan: PlanNode): string[] =>
  nodesOf(plan).flatMap((n) => (n['Node Type'] === 'Seq Scan' ? (n['Relation Name'] ?? '?') : []))

/** A transaction that explains each statement before it runs it, so that a test sees the plan of the code's own SQL. */
export function explaining(tx: Tx): { readonly tx: Tx; readonly seen: Explained[] } {
  const seen: Explained[] = []
  const query = async (sql: string, values: unknown[] = []): Promise<unknown> => {
    const { rows } = await tx.client.query<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
      values,
    )
    const found = rows[0]?.['QUERY PLAN'][0]
    if (found === undefined) throw new Error('BUG: no plan')
    seen.push({ sql, plan: found.Plan, milliseconds: found['Execution Time'] })
    return tx.client.query(sql, values)
  }
  return { tx: { ...tx, client: { query } as unknown as PoolClient }, seen }
}
