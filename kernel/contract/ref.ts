import { Type, type TSchema } from 'typebox'

/** A typed reference to another record; the kernel reads these out of bodies into the link table. */
export function Ref(type: string): ReturnType<typeof Type.String> & { 'x-ref': string } {
  return Type.String({ format: 'uuid', 'x-ref': type, description: `id of a ${type}` }) as ReturnType<
    typeof Type.String
  > & { 'x-ref': string }
}

/** A reference to a record of whatever type: `{ type, id }`. */
export function AnyRef() {
  return Type.Object(
    { type: Type.String({ minLength: 1, maxLength: 30 }), id: Type.String({ format: 'uuid' }) },
    { additionalProperties: false, 'x-any-ref': true, description: 'type and id of a record' },
  )
}

export interface FoundRef {
  /** Dotted path of the field in the body, array positions left out. */
  readonly field: string
  readonly type: string
  readonly id: string
}

const DEPTH_MAX = 16

interface Node {
  readonly 'x-ref'?: string
  readonly 'x-any-ref'?: boolean
  readonly properties?: Record<string, TSchema>
  readonly items?: TSchema
  readonly anyOf?: TSchema[]
}

/** Every reference in `body`, found by walking `schema`. */
export function findRefs(schema: TSchema, body: unknown): FoundRef[] {
  const found: FoundRef[] = []
  walk(schema, body, '', 0, found)
  return found
}

function walk(schema: Node, value: unknown, path: string, depth: number, found: FoundRef[]): void {
  if (depth > DEPTH_MAX) throw new Error(`BUG: record schema nests deeper than ${DEPTH_MAX}`)
  if (value === null || value === undefined) return
  if (schema['x-ref'] !== undefined && typeof value === 'string') {
    found.push({ field: path, type: schema['x-ref'], id: value })
    return
  }
  if (schema['x-any-ref'] === true) {
    const { type, id } = value as { type?: unknown; id?: unknown }
    if (typeof type === 'string' && typeof id === 'string') found.push({ field: path, type, id })
    return
  }
  for (const option of schema.anyOf ?? []) walk(option, value, path, depth + 1, found)
  if (schema.items !== undefined && Array.isArray(value)) {
    for (const item of value) walk(schema.items, item, path, depth + 1, found)
  }
  if (schema.properties !== undefined && typeof value === 'object') {
    for (const [key, child] of Object.entries(schema.properties)) {
      const inner = (value as Record<string, unknown>)[key]
      walk(child, inner, path === '' ? key : `${path}.${key}`, depth + 1, found)
    }
  }
}
