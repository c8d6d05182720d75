import type { JsonSchema } from '../../api/json-schema.ts'
import {
  isMandatory,
  isNullable,
  itemsOf,
  kindOf,
  mayBeBlank,
  shapeChosen,
  unwrap,
  variantsOf,
} from './schema.ts'
import { plainText } from '../plain-text.ts'

/** What was expected of a field, as a message key with its numbers; the node checks everything again. */
export interface Problem {
  readonly key:
    | 'form.needs-value'
    | 'form.too-short'
    | 'form.too-long'
    | 'form.pattern'
    | 'form.number'
    | 'form.whole'
    | 'form.min'
    | 'form.max'
    | 'form.date'
    | 'form.choice'
    | 'form.few'
    | 'form.many'
  readonly params?: Readonly<Record<string, number | string>>
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

/** A group whose fields were all emptied again is as if it had not been touched. */
const isHollow = (value: unknown): boolean =>
  isEmpty(value) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.values(value as object).every(isHollow))

function textProblem(schema: JsonSchema, value: string): Problem | null {
  const { minLength, maxLength, pattern, format } = schema
  if (format === 'date-time' || format === 'date')
    return Number.isNaN(Date.parse(value)) ? { key: 'form.date' } : null
  if (minLength !== undefined && value.length < minLength)
    return { key: 'form.too-short', params: { n: minLength } }
  if (maxLength !== undefined && value.length > maxLength)
    return { key: 'form.too-long', params: { n: maxLength } }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    return { key: 'form.pattern', params: { pattern } }
  return null
}

function numberProblem(schema: JsonSchema, value: unknown, whole: boolean): Problem | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { key: 'form.number' }
  if (whole && !Number.isInteger(value)) return { key: 'form.whole' }
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  if (minimum !== undefined && value < minimum) return { key: 'form.min', params: { n: minimum } }
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    return { key: 'form.min', params: { n: exclusiveMinimum } }
  if (maximum !== undefined && value > maximum) return { key: 'form.max', params: { n: maximum } }
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    return { key: 'form.max', params: { n: exclusiveMaximum } }
  return null
}

function listProblem(schema: JsonSchema, value: readonly unknown[]): Problem | null {
  if (schema.minItems !== undefined && value.length < schema.minItems)
    return { key: 'form.few', params: { n: schema.minItems } }
  if (schema.maxItems !== undefined && value.length > schema.maxItems)
    return { key: 'form.many', params: { n: schema.maxItems } }
  return null
}

/** Three corners at least, the first one written again at the end. */
const isRing = (value: unknown): boolean =>
  Array.isArray(value) && Array.isArray(value[0]) && value[0].length >= 4

/** Checks one field; objects and rows are checked field by field by `problemsOf`. */
export function problemOf(raw: JsonSchema, value: unknown, required: boolean): Problem | null {
  const schema = unwrap(raw)
  const kind = kindOf(raw)
  if (isEmpty(value)) return isMandatory(raw, required) ? { key: 'form.needs-value' } : null
  switch (kind) {
    case 'text':
    case 'long-text':
    case 'date':
    case 'date-time':
    case 'reference':
      return textProblem(schema, plainText(value))
    case 'number':
    case 'integer':
      return numberProblem(schema, value, kind === 'integer')
    case 'choice':
      return schema.enum?.includes(value) === true ? null : { key: 'form.choice' }
    case 'words':
    case 'list':
      return Array.isArray(value) ? listProblem(schema, value) : { key: 'form.needs-value' }
    case 'ring':
      return isRing(value) ? null : { key: 'form.needs-value' }
    default:
      return null
  }
}

/** The shape a value has: of several, the one its word names. */
function shapeOf(raw: JsonSchema, value: unknown): JsonSchema {
  const variants = variantsOf(raw)
  if (variants === null) return unwrap(raw)
  return shapeChosen(variants, value)?.schema ?? {}
}

const hasFields = (raw: JsonSchema): boolean => ['object', 'variant'].includes(kindOf(raw))

/** Every problem of a form by dotted path, array positions as numbers. */
export function problemsOf(raw: JsonSchema, value: unknown, path = ''): Map<string, Problem> {
  const found = new Map<string, Problem>()
  const schema = shapeOf(raw, value)
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
  const keep = (key: string, child: JsonSchema, inner: unknown, required: boolean): void => {
    if (isNullable(child) && isHollow(inner)) return
    const problem = problemOf(child, inner, required)
    if (problem !== null) found.set(at(key), problem)
    for (const [deeper, p] of problemsOf(child, inner, at(key))) found.set(deeper, p)
  }
  if (hasFields(raw) && typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      keep(key, child, (value as Record<string, unknown>)[key], schema.required?.includes(key) === true)
    }
  }
  const items = itemsOf(schema)
  if (kindOf(raw) === 'list' && Array.isArray(value) && items !== undefined) {
    for (const [index, item] of value.entries()) keep(String(index), items, item, true)
  }
  return found
}

/** The value as it is sent: optional fields left empty are not sent, empty text in a nullable field is null, in others blank. */
export function cleaned(raw: JsonSchema, value: unknown): unknown {
  const schema = shapeOf(raw, value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = itemsOf(schema)
    return items === undefined ? value : value.map((item) => cleaned(items, item))
  }
  // A shape the declaration leaves open is sent as it is.
  if (schema.properties === undefined) return value
  const out: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(schema.properties)) {
    const given = (value as Record<string, unknown>)[key]
    const inner = isNullable(child) && isHollow(given) ? null : cleaned(child, given)
    const required = schema.required?.includes(key) === true
    const hollow = !required && typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    if (hollow && Object.keys(inner).length === 0) continue
    if (!isEmpty(inner)) out[key] = inner
    else if (required && isNullable(child)) out[key] = null
    else if (required && mayBeBlank(child)) out[key] = ''
  }
  return out
}
