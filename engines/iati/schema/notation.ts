import { SIMPLE_TYPES } from './simple-types.ts'

/**
 * A schema as data: one line a type, keyed by global element name, `#named type` or `parent/child`.
 * `@a! @b:date @* | c d? e+ f*=#t any*` is: attribute a required, b optional of type date, any of other namespaces; then
 * the children in this order, `?` at most one, `+` and `*` many, with their type behind `=` (else the global element's);
 * `any` stands for elements of other namespaces. `@a = decimal` is text of a type. A line `#t` alone is another name for t.
 */
export type Schema = Readonly<Record<string, string>>

export interface AttributeUse {
  readonly name: string
  readonly required: boolean
  /** Index in SIMPLE_TYPES. */
  readonly type: number
}

export interface Particle {
  /** Null for `any`. */
  readonly name: string | null
  readonly least: 0 | 1
  readonly many: boolean
  /** Key of its type in the schema, or a simple type's name. */
  readonly type: string
}

export interface ElementType {
  readonly attributes: readonly AttributeUse[]
  readonly anyAttribute: boolean
  readonly content: readonly Particle[]
  /** Index in SIMPLE_TYPES where the content is text; null where it is elements; 'any' for anyType. */
  readonly text: number | null | 'any'
}

export function readType(schema: Schema, key: string): ElementType {
  if (key === 'anyType') return { attributes: [], anyAttribute: true, content: [], text: 'any' }
  const line = schema[key]
  if (line === undefined) return { attributes: [], anyAttribute: false, content: [], text: simpleType(key) }
  if (line.startsWith('#')) return readType(schema, line)
  const [head = '', text] = line.split(/(?:^|\s)=\s/)
  const [uses = '', content = ''] = head.split('|')
  const words = uses.trim().split(/\s+/).filter(Boolean)
  const named = words.filter((word) => word !== '@*')
  return {
    attributes: named.map(readUse),
    anyAttribute: named.length < words.length,
    content: content.trim().split(/\s+/).filter(Boolean).map(readParticle),
    text: text === undefined ? null : text === 'anyType' ? 'any' : simpleType(text),
  }
}

function readUse(word: string): AttributeUse {
  const found = /^@(xml:[a-z]+|[\w-]+)(!?)(?::([\w:]+))?$/.exec(word)
  if (found === null) throw new Error(`BUG: ${word} is no attribute in the notation`)
  return { name: found[1] ?? '', required: found[2] === '!', type: simpleType(found[3] ?? 'string') }
}

function readParticle(word: string): Particle {
  const found = /^([\w-]+)([?+*]?)(?:=(.+))?$/.exec(word)
  if (found === null) throw new Error(`BUG: ${word} is no particle in the notation`)
  const [, name = '', mark, type = name] = found
  return {
    name: name === 'any' ? null : name,
    least: mark === '?' || mark === '*' ? 0 : 1,
    many: mark === '+' || mark === '*',
    type,
  }
}

function simpleType(name: string): number {
  const index = (SIMPLE_TYPES as readonly string[]).indexOf(name)
  if (index < 0) throw new Error(`BUG: ${name} is no simple type`)
  return index
}
