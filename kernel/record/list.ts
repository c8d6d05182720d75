import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import { recordFromRow, type RecordRow } from './row.ts'
import { recordTable, searchedColumn } from './table-name.ts'

export interface Filter {
  /** A searched field's name, or `updatedAt`. */
  readonly name: string
  readonly op: 'eq' | 'gte' | 'lte' | 'in'
  readonly value: string | number | boolean | readonly string[]
}

export interface ListQuery {
  readonly filters?: readonly Filter[]
  /** A searched field's name or `updatedAt`; a leading `-` means descending. Default `-updatedAt`. */
  readonly sort?: string
  readonly limit?: number
  readonly cursor?: string
}

export interface Page<T> {
  readonly items: StoredRecord<T>[]
  readonly next: string | null
}

const LIST_MAX = 500
const LIST_DEFAULT = 50
const SQL_OP = { eq: '=', gte: '>=', lte: '<=' } as const

type Kind = RecordDeclaration['searched'][string]['kind']

interface Sort {
  readonly column: string
  readonly kind: Kind
  readonly desc: boolean
  readonly name: string
}

/** Cursor-paged list under the label predicate. Errors: `list.filter`, `list.sort`, `list.cursor` (field named). */
export async function listRecords<T>(
  tx: Tx,
  decl: RecordDeclaration,
  query: ListQuery,
): Promise<Result<Page<T>>> {
  const sort = sortOf(decl, query.sort ?? '-updatedAt')
  if (!sort.ok) return sort
  const where: string[] = []
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  for (const filter of query.filters ?? []) {
    const clause = filterSql(decl, filter, bind)
    if (!clause.ok) return clause
    where.push(clause.value)
  }
  const { column, desc } = sort.value
  if (query.cursor !== undefined) {
    const after = decodeCursor(query.cursor)
    if (after === null || !isSortKey(sort.value.kind, after[0]))
      return fail('list.cursor', 'the cursor is not one of ours', 'cursor')
    where.push(`(${column}, id) ${desc ? '<' : '>'} (${bind(after[0])}, ${bind(after[1])})`)
  }
  if (column !== 'updated_at') where.push(`${column} IS NOT NULL`)
  const limit = Math.min(Math.max(query.limit ?? LIST_DEFAULT, 1), LIST_MAX)
  const direction = desc ? 'DESC' : 'ASC'
  const sql = `SELECT *, ${column}::text AS sort_key FROM ${recordTable(decl.type)}
    ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY ${column} ${direction}, id ${direction} LIMIT ${limit + 1}`
  const { rows } = await tx.client.query<RecordRow>(sql, values)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next =
    rows.length > limit && last !== undefined ? encodeCursor(last['sort_key'] as string, last.id) : null
  return ok({ items: shown.map((row) => recordFromRow<T>(decl, row)), next })
}

function columnOf(decl: RecordDeclaration, name: string): string | null {
  if (name === 'updatedAt') return 'updated_at'
  return decl.searched[name] === undefined ? null : searchedColumn(name)
}

function sortOf(decl: RecordDeclaration, sort: string): Result<Sort> {
  const desc = sort.startsWith('-')
  const name = desc ? sort.slice(1) : sort
  const column = columnOf(decl, name)
  if (column === null)
    return fail(
      'list.sort',
      `${decl.type} cannot be sorted by "${name}"; it can by updatedAt, ${Object.keys(decl.searched).join(', ')}`,
      'sort',
    )
  return ok({ column, kind: kindOf(decl, name), desc, name })
}

function filterSql(
  decl: RecordDeclaration,
  filter: Filter,
  bind: (value: unknown) => string,
): Result<string> {
  const column = columnOf(decl, filter.name)
  if (column === null)
    return fail('list.filter', `${decl.type} has no searched field "${filter.name}"`, filter.name)
  const kind = kindOf(decl, filter.name)
  const parts = Array.isArray(filter.value) ? (filter.value as string[]) : [String(filter.value)]
  const bad = parts.find((part) => !fits(kind, part))
  if (bad !== undefined) return fail('list.filter', `"${bad}" is not a ${kind}`, filter.name)
  const cast = {
    text: 'text',
    number: 'double precision',
    integer: 'bigint',
    time: 'timestamptz',
    boolean: 'boolean',
  }[kind]
  if (filter.op === 'in') return ok(`${column} = ANY (${bind(parts)}::${cast}[])`)
  return ok(`${column} ${SQL_OP[filter.op]} ${bind(parts[0])}::${cast}`)
}

function kindOf(decl: RecordDeclaration, name: string): Kind {
  return name === 'updatedAt' ? 'time' : (decl.searched[name]?.kind ?? 'text')
}

/** A value as the server prints one of this kind: any other would be an error of the database's. */
function isSortKey(kind: Kind, key: string): boolean {
  if (kind === 'time')
    return (
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && !Number.isNaN(Date.parse(`${key}:00`))
    )
  return !key.includes('\u0000') && (kind === 'text' ? true : fits(kind, key))
}

function fits(kind: string, value: string): boolean {
  if (kind === 'number') return value.trim() !== '' && Number.isFinite(Number(value))
  if (kind === 'integer') return /^-?\d{1,18}$/.test(value)
  if (kind === 'time') return /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
  if (kind === 'boolean') return value === 'true' || value === 'false'
  return value.length <= 500
}

function encodeCursor(key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function decodeCursor(cursor: string): [string, string] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(value) || value.length !== 2) return null
    const [key, id] = value as unknown[]
    return typeof key === 'string' && key.length <= 2000 && typeof id === 'string' && UUID.test(id)
      ? [key, id]
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
