import { codeRules, type CodeRule } from '../codelists/rules.ts'
import { LIMITS } from '../xml/limits.ts'
import { Names } from '../xml/names.ts'
import activities from './activities.json' with { type: 'json' }
import { readType, type ElementType } from './notation.ts'
import organisations from './organisations.json' with { type: 'json' }

/** A place in a document: the type there with its places below, names as numbers. The schema is finite, so are places. */
export interface Position {
  readonly path: string
  readonly text: ElementType['text']
  readonly textRules: readonly CodeRule[]
  readonly childIds: Int32Array
  readonly childLeast: Uint8Array
  readonly childMany: Uint8Array
  /** Null for elements of other namespaces. */
  readonly children: readonly (Position | null)[]
  readonly attributeIds: Int32Array
  readonly attributeTypes: Uint8Array
  readonly attributeRules: readonly (readonly CodeRule[] | null)[]
  readonly requiredMask: number
  readonly anyAttribute: boolean
}

/** Number of a wildcard among child ids: no name has it. */
export const ANY = -2

export interface CompiledSchema {
  /** Every name of the schemas. */
  readonly names: Names
  readonly roots: ReadonlyMap<string, Position>
  /** Global elements by name number, for what stands inside other namespaces' elements (lax). */
  readonly globals: readonly ReadonlyMap<number, Position>[]
}

let compiled: CompiledSchema | null = null

/** Activities (IATI-Schemas v2.03, iati-activities-schema.xsd) and organisations (iati-organisations-schema.xsd). */
export function compiledSchema(): CompiledSchema {
  compiled ??= compile()
  return compiled
}

function compile(): CompiledSchema {
  const names = new Names(LIMITS.namesMax)
  const idOf = (name: string): number => names.idOf(name)
  const rules = codeRules()
  const roots = new Map<string, Position>()
  const globals: Map<number, Position>[] = []
  for (const [root, schema] of [
    ['iati-activities', activities],
    ['iati-organisations', organisations],
  ] as const) {
    const expand = (key: string, path: string): Position => {
      const type = readType(schema, key)
      // Rules name a path from the unit, or from the root for the root's own attributes.
      const place = path.replace(/^iati-(?:activities|organisations)\//, '')
      const rulesAt = (leaf: string): readonly CodeRule[] => rules.get(`${place}/${leaf}`) ?? []
      return {
        path,
        text: type.text,
        textRules: rulesAt('text()'),
        childIds: Int32Array.from(type.content, (p) => (p.name === null ? ANY : idOf(p.name))),
        childLeast: Uint8Array.from(type.content, (p) => p.least),
        childMany: Uint8Array.from(type.content, (p) => (p.many ? 1 : 0)),
        children: type.content.map((p) => (p.name === null ? null : expand(p.type, `${path}/${p.name}`))),
        attributeIds: Int32Array.from(type.attributes, (a) => idOf(a.name)),
        attributeTypes: Uint8Array.from(type.attributes, (a) => a.type),
        attributeRules: type.attributes.map((a) => {
          const found = rulesAt(`@${a.name}`)
          return found.length === 0 ? null : found
        }),
        requiredMask: type.attributes.reduce((mask, a, i) => (a.required ? mask | (1 << i) : mask), 0),
        anyAttribute: type.anyAttribute,
      }
    }
    roots.set(root, expand(root, root))
    const own = Object.keys(schema).filter((key) => /^[\w-]+$/.test(key))
    globals.push(new Map(own.map((name) => [idOf(name), expand(name, name)])))
  }
  return { names, roots, globals }
}
