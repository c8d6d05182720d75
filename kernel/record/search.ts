import { fail, ok, type Result } from '../contract/result.ts'
import type { Realm } from '../contract/record.ts'
import type { Tx } from '../store/store.ts'
import { foldText } from './row.ts'

export interface SearchHit {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly at: string
}

const WORDS_MAX = 12
const QUERY_MAX = 200

/** Every word as a prefix, all of them asked for: `grey gho` finds "Grey Ghost". */
function tsQuery(text: string): string | null {
  const words =
    foldText(text.slice(0, QUERY_MAX))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0
    ? null
    : words
        .slice(0, WORDS_MAX)
        .map((w) => `${w}:*`)
        .join(' & ')
}

/** Newest first, cursor-paged. Errors: `search.query` (no word in it), `search.cursor`. */
export async function searchRecords(
  tx: Tx,
  realm: Realm,
  text: string,
  options: { limit?: number; cursor?: string } = {},
): Promise<Result<{ items: SearchHit[]; next: string | null }>> {
  const query = tsQuery(text)
  if (query === null) return fail('search.query', 'a letter or a digit is expected', 'q')
  const after =
    options.cursor === undefined ? null : /^(\d{4}-[0-9T:.+-]+Z?)_([0-9a-f-]{36})$/.exec(options.cursor)
  if (options.cursor !== undefined && after === null)
    return fail('search.cursor', 'the cursor is not one of ours', 'cursor')
  const limit = Math.min(Math.max(options.limit ?? 20, 1), 100)
  const { rows } = await tx.client.query<{
    type: string
    id: string
    title: string
    updated_at: Date
    stamp: string
  }>(
    `SELECT type, id, title, updated_at, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp
     FROM basinet.search_in_${realm}($1::text::tsquery, $2, $3, $4)`,
    [query, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return ok({
    items: shown.map((r) => ({ type: r.type, id: r.id, title: r.title, at: r.updated_at.toISOString() })),
    next: rows.length > limit && last !== undefined ? `${last.stamp}_${last.id}` : null,
  })
}
