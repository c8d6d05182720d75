import { Type, type TSchema } from 'typebox'

/** A typed reference to another record; the kernel reads these out of bodies into the link table. */
export function Ref(type: string): ReturnType<typeof Type.String> & { 'x-ref': string } {
  return Type.String({ format: 'uuid', 'x-ref': type, description: `id of a ${type}` }) as ReturnType<
    typeof Type.String
  > & { 'x-ref': string }
}

/**
 * A person of this node by id. The kernel refuses a command that names nobody: `known` may have left since, `active` is to do
 * something yet. With `orNation`, a nation's code may stand there as well.
 */
export function PersonRef(which: 'known' | 'active', more: { readonly orNation?: true } = {}) {
  return Type.String({
    minLength: 1,
    maxLength: 80,
    'x-person': which,
    ...(more.orNation && { 'x-or-nation': true }),
  })
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
  readonly type?: string
  readonly required?: readonly string[]
  readonly minItems?: number
  readonly 'x-ref'?: string
  readonly 'x-any-ref'?: boolean
  readonly 'x-person'?: 'known' | 'active'
  readonly 'x-or-nation'?: boolean
  readonly properties?: Record<string, TSchema>
  readonly items?: TSchema
  readonly anyOf?: TSchema[]
}

/** Every reference in `body`, found by walking `schema`. */
export function findRefs(schema: TSchema, body: unknown): FoundRef[] {
  const found: FoundRef[] = []
  walk(schema, body, [], (node, value, path) => {
    const field = path.filter((step) => typeof step === 'string').join('.')
    if (node['x-ref'] !== undefined && typeof value === 'string')
      found.push({ field, type: node['x-ref'], id: value })
    if (node['x-any-ref'] !== true) return
    const { type, id } = value as { type?: unknown; id?: unknown }
    if (typeof type === 'string' && typeof id === 'string') found.push({ field, type, id })
  })
  return found
}

export interface NamedPerson {
  /** Dotted path of the field, array positions as numbers. */
  readonly field: string
  readonly id: string
  readonly active: boolean
}

const NATION = /^[A-Z]{3}$/

/** Every person whom `value` names, found by walking `schema`. */
export function findPeople(schema: TSchema, value: unknown): NamedPerson[] {
  const found: NamedPerson[] = []
  walk(schema, value, [], (node, id, path) => {
    const which = node['x-ref'] === 'person' ? 'known' : node['x-person']
    if (which === undefined || typeof id !== 'string') return
    if (node['x-or-nation'] === true && NATION.test(id)) return
    found.push({ field: path.join('.'), id, active: which === 'active' })
  })
  return found
}

type Visit = (node: Node, value: unknown, path: readonly (string | number)[]) => void

function walk(
  schema: Node,
  value: unknown,
  path: readonly (string | number)[],
  visit: Visit,
  depth = 0,
): void {
  if (depth > DEPTH_MAX) throw new Error(`BUG: record schema nests deeper than ${DEPTH_MAX}`)
  if (value === null || value === undefined) return
  visit(schema, value, path)
  if (schema['x-any-ref'] === true) return
  for (const option of schema.anyOf ?? []) walk(option, value, path, visit, depth + 1)
  if (schema.items !== undefined && Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(schema.items, item, [...path, i], visit, depth + 1)
  }
  if (schema.properties !== undefined && typeof value === 'object') {
    for (const [key, child] of Object.entries(schema.properties))
      walk(child, (value as Record<string, unknown>)[key], [...path, key], visit, depth + 1)
  }
}

/** Stands for a part of a body that had to go. */
const GONE = Symbol('gone')

/**
 * The same body with other ids in its references. A reference that `idOf` answers with null is taken out: of its list, as null or
 * as an absent field where the declaration allows it, otherwise with the group it stands in. Null where that would take the body itself.
 */
export function mapRefs<B>(
  schema: TSchema,
  body: B,
  idOf: (ref: Omit<FoundRef, 'field'>) => string | null,
): B | null {
  const made = mapped(schema, body, idOf, 0)
  return made === GONE ? null : (made as B)
}

function mapped(
  schema: Node,
  value: unknown,
  idOf: (ref: Omit<FoundRef, 'field'>) => string | null,
  depth: number,
): unknown {
  if (depth > DEPTH_MAX) throw new Error(`BUG: record schema nests deeper than ${DEPTH_MAX}`)
  if (value === null || value === undefined) return value
  if (schema['x-ref'] !== undefined && typeof value === 'string')
    return idOf({ type: schema['x-ref'], id: value }) ?? GONE
  if (schema['x-any-ref'] === true) {
    const { type, id } = value as { type?: unknown; id?: unknown }
    if (typeof type !== 'string' || typeof id !== 'string') return value
    const other = idOf({ type, id })
    return other === null ? GONE : { ...value, id: other }
  }
  if (schema.anyOf !== undefined) {
    let made: unknown = value
    for (const option of schema.anyOf as readonly Node[]) {
      made = mapped(option, made, idOf, depth + 1)
      if (made === GONE) return (schema.anyOf as readonly Node[]).some((o) => o.type === 'null') ? null : GONE
    }
    return made
  }
  if (schema.items !== undefined && Array.isArray(value)) {
    const items = schema.items
    const kept = value.map((item) => mapped(items, item, idOf, depth + 1)).filter((item) => item !== GONE)
    return kept.length < value.length && kept.length < (schema.minItems ?? 0) ? GONE : kept
  }
  return schema.properties !== undefined && typeof value === 'object'
    ? mappedObject(schema, value as Readonly<Record<string, unknown>>, idOf, depth)
    : value
}

function mappedObject(
  schema: Node,
  value: Readonly<Record<string, unknown>>,
  idOf: (ref: Omit<FoundRef, 'field'>) => string | null,
  depth: number,
): unknown {
  const made: Record<string, unknown> = { ...value }
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(value, key)) continue
    const inner = mapped(child, value[key], idOf, depth + 1)
    if (inner !== GONE) made[key] = inner
    else if (schema.required?.includes(key) === true) return GONE
    else delete made[key]
  }
  return made
}
