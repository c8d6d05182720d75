import type { TableColumn } from '@basinet/tables'
import type { JsonSchema } from '../../api/json-schema.ts'
import type { FieldNames } from '../form/names.ts'
import { setAt } from '../form/paths.ts'
import { isMandatory, isNullable, kindOf, startObject, unwrap } from '../form/schema.ts'

/** A column of a file and the field of a command it fills. */
export interface FormColumn extends TableColumn {
  /** Type of the record it names, by id or by what that record is called. */
  readonly ref: string | null
  /** Its cell holds several words, divided by semicolons. */
  readonly many: boolean
}

const KINDS = {
  text: 'text',
  'long-text': 'text',
  'date-time': 'text',
  reference: 'text',
  words: 'text',
  choice: 'choice',
  date: 'date',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
} as const

/**
 * Columns that fill a command's form, one line a record. Null where a part that must be there has no place in a table, such as a
 * list of rows.
 */
export function formColumns(schema: JsonSchema, names: FieldNames): readonly FormColumn[] | null {
  return columnsIn(schema, '', true, names)
}

function columnsIn(raw: JsonSchema, path: string, needed: boolean, names: FieldNames): FormColumn[] | null {
  const { properties = {}, required = [] } = unwrap(raw)
  const found: FormColumn[] = []
  for (const [name, child] of Object.entries(properties)) {
    const at = path === '' ? name : `${path}.${name}`
    const mandatory = needed && isMandatory(child, required.includes(name))
    const kind = kindOf(child)
    if (kind === 'fixed') continue
    if (kind === 'object') {
      const inner = columnsIn(child, at, mandatory, names)
      if (inner === null) return null
      found.push(...inner)
    } else if (kind in KINDS) found.push(columnOf(child, at, mandatory, kind as keyof typeof KINDS, names))
    // A list that may be empty is left empty; one that must hold something cannot come from a line.
    else if (mandatory && !(kind === 'list' && (unwrap(child).minItems ?? 0) === 0)) return null
  }
  return found
}

function columnOf(
  raw: JsonSchema,
  path: string,
  required: boolean,
  kind: keyof typeof KINDS,
  names: FieldNames,
): FormColumn {
  const schema = unwrap(raw)
  const choices = kind === 'choice' ? (schema.enum ?? []).filter((v) => v !== null).map(String) : []
  return {
    name: path,
    title: names.label(path),
    kind: KINDS[kind],
    required: required && !(kind === 'words' && (schema.minItems ?? 0) === 0) && kind !== 'boolean',
    ref: schema['x-ref'] ?? null,
    many: kind === 'words',
    ...(kind === 'choice' ? { choices, words: choices.map((choice) => names.value(path, choice)) } : {}),
    ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
  }
}

type Cell = string | number | boolean | null

/** Input of the command for one line: what the file does not say is as the form begins; a group of which nothing is said is none. */
export function inputOfLine(
  schema: JsonSchema,
  columns: readonly FormColumn[],
  values: Readonly<Record<string, Cell>>,
): Record<string, unknown> {
  let input: unknown = startObject(schema)
  for (const column of columns) {
    const cell = values[column.name] ?? null
    const value = column.many ? wordsOf(cell) : (cell ?? (column.kind === 'boolean' ? false : null))
    if (!saysNothing(column, columns, values, schema)) input = setAt(input, column.name, value)
  }
  return input as Record<string, unknown>
}

const wordsOf = (cell: Cell): string[] =>
  String(cell ?? '')
    .split(';')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** The column lies in a group that may be none, and the line fills no column of it. */
function saysNothing(
  { name }: FormColumn,
  columns: readonly FormColumn[],
  values: Readonly<Record<string, Cell>>,
  schema: JsonSchema,
): boolean {
  const steps = name.split('.').slice(0, -1)
  return steps.some((_, n) => {
    const group = steps.slice(0, n + 1).join('.')
    const inside = columns.filter((c) => c.name.startsWith(`${group}.`))
    return isNullable(groupAt(schema, group)) && inside.every((c) => (values[c.name] ?? null) === null)
  })
}

function groupAt(schema: JsonSchema, path: string): JsonSchema {
  return path.split('.').reduce<JsonSchema>((at, step) => unwrap(at).properties?.[step] ?? {}, schema)
}
