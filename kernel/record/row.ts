import { Compile, type Validator } from 'typebox/compile'
import { CLASSES, classRank, Label } from '../contract/label.ts'
import { findRefs } from '../contract/ref.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { LABEL_COLUMNS } from '../label/label-table.ts'
import { firstProblem } from './first-problem.ts'
import { unstorable } from './storable.ts'
import { searchedColumn } from './table-name.ts'

/** A record as the database holds it. */
export interface RecordRow {
  readonly id: string
  readonly rev: number
  readonly version: number
  readonly title: string
  readonly body: Record<string, unknown>
  readonly created_at: Date
  readonly created_by: string
  readonly updated_at: Date
  readonly updated_by: string
  readonly supersedes: string | null
  readonly [column: string]: unknown
}

const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null)

export function labelFromRow(row: RecordRow): Label {
  return {
    owner: row['owner'] as string,
    class: CLASSES[row['class'] as number] ?? 'secret',
    releaseTo: row['release_to'] as string[],
    displayOnly: row['display_only'] as string[],
    handling: row['handling'] as string[],
    purposes: row['purposes'] as string[],
    personal: row['personal'] as boolean,
    juvenile: row['juvenile'] as boolean,
    sealed: row['sealed'] as boolean,
    keepUntil: iso(row['keep_until']),
    eraseBy: iso(row['erase_by']),
    holds: row['holds'] as string[],
    leaseUntil: iso(row['lease_until']),
    onward: row['onward'] as Label['onward'],
    sources: row['sources'] as string[],
    exercise: row['exercise'] as boolean,
  }
}

/** A label under the names of its columns (LABEL_COLUMNS). */
export function labelRow(label: Label): Record<string, unknown> {
  return {
    owner: label.owner,
    class: classRank(label.class),
    release_to: label.releaseTo,
    display_only: label.displayOnly,
    handling: label.handling,
    purposes: label.purposes,
    personal: label.personal,
    juvenile: label.juvenile,
    sealed: label.sealed,
    keep_until: label.keepUntil,
    erase_by: label.eraseBy,
    holds: label.holds,
    lease_until: label.leaseUntil,
    onward: label.onward,
    sources: label.sources,
    exercise: label.exercise,
  }
}

/** Label values in the order of LABEL_COLUMNS. */
export function labelValues(label: Label): unknown[] {
  const row = labelRow(label)
  return LABEL_COLUMNS.map(([name]) => row[name])
}

/** Reads a row, lifting an old body to the current type version. */
export function recordFromRow<T>(decl: RecordDeclaration, row: RecordRow): StoredRecord<T> {
  let body = row.body
  for (let v = row.version; v < decl.version; v++) {
    const lift = decl.upcasters[v]
    if (lift === undefined) throw new Error(`BUG: ${decl.type}: no upcaster from version ${v}`)
    body = lift(body)
  }
  return {
    id: row.id,
    type: decl.type,
    version: decl.version,
    rev: row.rev,
    title: row.title,
    label: labelFromRow(row),
    body: body as T,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    supersedes: row.supersedes,
  }
}

export function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], body)
}

/** Values of the searched columns, in declaration order; a missing field is null. */
export function searchedValues(decl: RecordDeclaration, body: unknown): unknown[] {
  return Object.values(decl.searched).map((field) => valueAt(body, field.path) ?? null)
}

export function searchedColumns(decl: RecordDeclaration): string[] {
  return Object.keys(decl.searched).map(searchedColumn)
}

/** Accents are dropped so that `Soufriere` finds `Soufrière`; queries are folded the same way. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('\u0000', ' ')
}

const validators = new WeakMap<object, Validator>()

function validatorOf(schema: object): Validator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const made = Compile(schema as never)
  validators.set(schema, made)
  return made
}

/** Checks a value against a schema, and that its text can be kept; the failure names the first wrong field and what was expected. */
export function checkValue<T>(schema: object, value: unknown, code: string): Result<T> {
  const validator = validatorOf(schema)
  if (validator.Check(value)) {
    const bad = unstorable(value)
    return bad === null
      ? ok(value as T)
      : fail(code, `${bad.path || 'value'} ${bad.why}`, bad.path, { rule: 'wrong', params: {} })
  }
  const problem = firstProblem(schema, value)
  const path = problem?.path ?? ''
  const { rule, params } = problem ?? { rule: 'wrong' as const, params: {} }
  return fail(code, `${path === '' ? 'value' : path} ${problem?.expected ?? 'is not valid'}`, path, {
    rule,
    params,
  })
}

export function refsOf(decl: RecordDeclaration, body: unknown): unknown[] {
  return findRefs(decl.body, body)
}
