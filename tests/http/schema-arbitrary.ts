import fc from 'fast-check'

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
  readonly prefixItems?: readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly 'x-ref'?: string
  readonly 'x-any-ref'?: boolean
}

/** Ids of records that are there, by type, so that valid requests reach what lies behind the first look-up. */
export type Known = ReadonlyMap<string, readonly string[]>

const LENGTH_MAX = 40
const ITEMS_MAX = 4

/** Values that the schema allows, mostly; where a pattern cannot be generated from, any text. */
export function allowedBy(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((s) => allowedBy(s, known)))
  if (schema['x-any-ref'] === true) return anyReference(known)
  switch (schema.type) {
    case 'object':
      return objects(schema, known)
    case 'array':
      return arrays(schema, known)
    case 'string':
      return strings(schema, known)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 100_000 })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objects(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const model = Object.fromEntries(properties.map(([name, inner]) => [name, allowedBy(inner, known)]))
  return fc.record(model, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true })
}

function arrays(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const fixed =
    schema.prefixItems ?? (Array.isArray(schema.items) ? (schema.items as readonly Schema[]) : null)
  if (fixed !== null) return fc.tuple(...fixed.map((s) => allowedBy(s, known)))
  const item = allowedBy((schema.items as Schema | undefined) ?? {}, known)
  const minLength = schema.minItems ?? 0
  return fc.array(item, {
    minLength,
    maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 9, ITEMS_MAX)),
  })
}

function strings(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid') return ids(known, schema['x-ref'])
  if (schema.format === 'date-time') {
    const range = { min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z') }
    return fc.date({ ...range, noInvalidDate: true }).map((d) => d.toISOString())
  }
  const minLength = schema.minLength ?? 0
  const maxLength = Math.max(minLength, Math.min(schema.maxLength ?? LENGTH_MAX, LENGTH_MAX))
  if (schema.pattern !== undefined) return matching(schema.pattern)
  return fc.string({ unit: 'grapheme', minLength, maxLength })
}

/** The generator knows less of regular expressions than the checker does. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return fc.string({ maxLength: LENGTH_MAX })
  }
}

function ids(known: Known, type: string | undefined): fc.Arbitrary<string> {
  const there = type === undefined ? [...known.values()].flat() : (known.get(type) ?? [])
  return there.length === 0
    ? fc.uuid()
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: fc.uuid() })
}

function anyReference(known: Known): fc.Arbitrary<unknown> {
  const all = [...known].flatMap(([type, found]) => found.map((id) => ({ type, id })))
  const other = fc.record({ type: fc.constantFrom('agency', 'no-such', 'person'), id: fc.uuid() })
  return all.length === 0 ? other : fc.oneof(fc.constantFrom(...all), other)
}
