import type { RecordDeclaration } from '../contract/record.ts'
import { foldText } from './row.ts'

/** Longest text indexed for one record, in characters: a tsvector may not pass 1 MiB. */
const FTS_MAX = 100_000

/** What full-text search finds a record by. */
export function searchText(decl: RecordDeclaration, title: string, body: never): string {
  const text = foldText(decl.fullText(body).join('\n')).slice(0, FTS_MAX)
  return `${foldText(title)}\n${text}`
}
