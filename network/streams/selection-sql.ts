import type { Selection } from './store.ts'

/** The selection as a condition whose first parameter is $2; null where it selects nothing. */
export function selectionSql(
  selection: Selection,
): { readonly sql: string; readonly values: readonly string[] } | null {
  const { record, agreement } = selection
  if (record !== undefined && agreement !== undefined)
    return { sql: 'record = $2 AND agreement = $3', values: [record, agreement] }
  if (record !== undefined) return { sql: 'record = $2', values: [record] }
  if (agreement !== undefined) return { sql: 'agreement = $2', values: [agreement] }
  return null
}
