import type { JsonSchema } from '../../api/json-schema.ts'

/** What an input is drawn as; the schema behind an optional (`anyOf` with null) is unwrapped. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'choice'
  | 'date-time'
  | 'date'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'reference'
  | 'any-reference'
  | 'words'
  | 'object'
  | 'variant'
  | 'list'
  | 'coordinates'
  | 'ring'
  | 'fixed'
  | 'any'

const NULL = 'null'
/** Free text longer than this gets room. */
const LONG_TEXT = 200

export function isNullable(schema: JsonSchema): boolean {
  if (schema.type === NULL) return true
  if (Array.isArray(schema.type)) return schema.type.includes(NULL)
  return schema.anyOf?.some(isNullable) === true
}

/** Words of which the declaration takes none as well, such as a note. */
export function mayBeBlank(raw: JsonSchema): boolean {
  const { minLength = 0, pattern, format } = unwrap(raw)
  const isText = ['text', 'long-text'].includes(kindOf(raw))
  return isText && minLength === 0 && pattern === undefined && format === undefined
}

/** A field that may be null or blank can be left out by the reader, whether or not the name must be sent. */
export const isMandatory = (schema: JsonSchema, required: boolean): boolean =>
  required && !isNullable(schema) && !mayBeBlank(schema)

/** The schema that matters: an optional without its null, a union of constants as one list of choices. */
export function unwrap(schema: JsonSchema): JsonSchema {
  const options = schema.anyOf?.filter((option) => option.type !== NULL)
  if (options === undefined) return schema
  const [only] = options
  const { anyOf: _, ...outer } = schema
  if (options.length === 1 && only !== undefined) return { ...outer, ...unwrap(only) }
  if (options.every((option) => option.const !== undefined)) {
    return { ...outer, enum: options.map((option) => option.const) }
  }
  return schema
}

const typeOf = (schema: JsonSchema): string | undefined =>
  typeof schema.type === 'string' ? schema.type : schema.type?.find((t) => t !== NULL)

function textKind(schema: JsonSchema): FieldKind {
  if (schema['x-ref'] !== undefined) return 'reference'
  if (schema.format === 'date-time') return 'date-time'
  if (schema.format === 'date') return 'date'
  return (schema.maxLength ?? 0) > LONG_TEXT ? 'long-text' : 'text'
}

export interface Variants {
  /** Property whose fixed word tells the shapes apart; null where each shape is told by a property it alone has. */
  readonly key: string | null
  readonly options: readonly { readonly tag: string; readonly schema: JsonSchema }[]
}

type Option = Variants['options'][number]
const isOption = (o: { tag: unknown; schema: JsonSchema }): o is Option => typeof o.tag === 'string'

/** Several object shapes told apart by a constant of the same name in each, or by a required property of their own. */
export function variantsOf(raw: JsonSchema): Variants | null {
  const shapes = raw.anyOf?.filter((option) => option.type !== NULL) ?? []
  if (shapes.length < 2) return null
  const key = Object.entries(shapes[0]?.properties ?? {}).find(([, child]) => child.const !== undefined)?.[0]
  const options = shapes.map((schema) => ({
    tag: key === undefined ? ownProperty(schema, shapes) : schema.properties?.[key]?.const,
    schema,
  }))
  return options.every(isOption) ? { key: key ?? null, options } : null
}

const ownProperty = (shape: JsonSchema, shapes: readonly JsonSchema[]): string | undefined =>
  shape.required?.find((name) => shapes.every((s) => s === shape || s.properties?.[name] === undefined))

/** The shape a value has; undefined while none is chosen. */
export function shapeChosen({ key, options }: Variants, value: unknown): Option | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  return options.find(({ tag }) => (key === null ? tag in fields : fields[key] === tag))
}

/** Schema of an array's rows; undefined for a tuple, whose places differ. */
export const itemsOf = ({ items }: JsonSchema): JsonSchema | undefined =>
  items === undefined || isTuple(items) ? undefined : items

const isTuple = (items: JsonSchema | readonly JsonSchema[]): items is readonly JsonSchema[] =>
  Array.isArray(items)

/** Longitude and latitude in GeoJSON's order (RFC 7946 section 3.1.1), told by their bounds. */
function isLonLat({ items }: JsonSchema): boolean {
  if (items === undefined || !isTuple(items) || items.length !== 2) return false
  const [lon, lat] = items
  return lon?.type === 'number' && lon.maximum === 180 && lat?.type === 'number' && lat.maximum === 90
}

function arrayKind(schema: JsonSchema): FieldKind {
  if (isLonLat(schema)) return 'coordinates'
  const items = itemsOf(schema)
  const inner = items === undefined ? undefined : itemsOf(items)
  if (schema.maxItems === 1 && inner !== undefined && isLonLat(inner)) return 'ring'
  if (items === undefined) return 'any'
  const kind = kindOf(items)
  return kind === 'text' || kind === 'choice' ? 'words' : 'list'
}

export function kindOf(raw: JsonSchema): FieldKind {
  if (variantsOf(raw) !== null) return 'variant'
  const schema = unwrap(raw)
  if (schema.const !== undefined) return 'fixed'
  if (schema.enum !== undefined) return 'choice'
  switch (typeOf(schema)) {
    case 'string':
      return textKind(schema)
    case 'number':
      return 'number'
    case 'integer':
      return 'integer'
    case 'boolean':
      return 'boolean'
    case 'object':
      return schema['x-any-ref'] === true ? 'any-reference' : 'object'
    case 'array':
      return arrayKind(schema)
    default:
      return 'any'
  }
}

function childOf(schema: JsonSchema, step: string): JsonSchema | undefined {
  const shapes = [unwrap(schema), ...(variantsOf(schema)?.options.map((option) => option.schema) ?? [])]
  const found = shapes.find((shape) => shape.properties?.[step] !== undefined)
  return found?.properties?.[step] ?? (/^\d+$/.test(step) ? itemsOf(unwrap(schema)) : undefined)
}

/** Schema of the field at a dotted path; undefined where the declaration has none. */
export function schemaAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema
  for (const step of path.split('.')) at = at === undefined ? undefined : childOf(at, step)
  return at
}

/** Values a field may take, where the declaration lists them. */
export function choicesOf(raw: JsonSchema | undefined): readonly string[] | null {
  if (raw === undefined) return null
  const schema = unwrap(raw)
  return schema.enum === undefined ? null : schema.enum.filter((v) => v !== null).map(String)
}

/** What an untouched field starts as; one that may be left out starts as nothing, so that it is left out. */
export function startValue(raw: JsonSchema, required = true): unknown {
  const schema = unwrap(raw)
  if (schema.default !== undefined) return schema.default
  const empty = !required || isNullable(raw)
  switch (kindOf(raw)) {
    case 'fixed':
      return schema.const
    case 'boolean':
      return empty ? null : false
    case 'object':
      return isNullable(raw) ? null : startObject(schema)
    case 'variant': {
      const first = variantsOf(raw)?.options[0]
      return isNullable(raw) || first === undefined ? null : startObject(first.schema)
    }
    case 'words':
    case 'list':
      return empty ? null : []
    default:
      return null
  }
}

export function startObject(schema: JsonSchema): Record<string, unknown> {
  const { properties = {}, required = [] } = unwrap(schema)
  return Object.fromEntries(
    Object.entries(properties).map(([key, child]) => [key, startValue(child, required.includes(key))]),
  )
}
