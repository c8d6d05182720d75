import type { RecordDeclaration } from '../contract/record.ts'
import { foldText } from './row.ts'

/** Longest text indexed for one record, in characters: a tsvector may not pass 1 MiB. */
const FTS_MAX = 100_000

/**
 * What full-text search finds a record by: words and numbers alone, as a query is cut. PostgreSQL's parser would read
 * `EX-2026-0101` as a word and two negative numbers, and `LC/0044` as a path, which no query finds.
 */
export function searchText(decl: RecordDeclaration, title: string, body: never): string {
  const text = foldText(decl.fullText(body).join('\n')).slice(0, FTS_MAX)
  return `${foldText(title)}\n${text}`.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
}
