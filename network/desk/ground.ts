import type { RecordDeclaration } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import type { Held } from '../agreements/held.ts'
import type { AgreementTemplate } from '../agreements/template.ts'

/** A field of a kind as a mask may name it. */
export interface FieldChoice {
  readonly path: string
  /** A copy without it would be refused by the recipient's node. */
  readonly needed: boolean
}

/** What an editor offers to choose from. */
export interface AgreementGround {
  readonly nation: string
  readonly mode: 'demo' | 'service'
  readonly members: readonly string[]
  readonly kinds: readonly {
    readonly type: string
    /** `1-maritime/picture`: whose words name it. */
    readonly capability: string
    readonly fields: readonly FieldChoice[]
  }[]
  readonly purposes: readonly string[]
  /** What a new one can begin with. */
  readonly templates: readonly AgreementTemplate[]
}

const DEPTH_MAX = 3

/** Kinds of the lines that may travel; what is the node's own, or of a protected realm, stays. */
export function agreementGround(
  core: Core,
  held: Held,
  templates: readonly AgreementTemplate[],
): AgreementGround {
  const travels = (decl: RecordDeclaration): boolean =>
    decl.line !== 'node' && decl.line !== 'regional' && ['general', 'juvenile'].includes(decl.realm)
  const kinds = core.registry
    .records()
    .filter(travels)
    .map((decl) => ({
      type: decl.type,
      capability: `${decl.line}/${decl.capability}`,
      fields: fieldsOf(decl.body as Schema),
    }))
  const purposes = [...core.registry.roles.values()].flatMap((role) => role.purposes)
  return {
    nation: core.nation,
    mode: core.mode,
    members: held.members,
    kinds,
    purposes: [...new Set(purposes)].sort(),
    templates,
  }
}

interface Schema {
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema | readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const mayBeNull = (schema: Schema): boolean =>
  schema.type === 'null' || schema.anyOf?.some(mayBeNull) === true

function fieldsOf(schema: Schema, at = '', depth = 1): FieldChoice[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, child]) => {
    const path = at === '' ? name : `${at}.${name}`
    const needed = at === '' && schema.required?.includes(name) === true && !mayBeNull(child)
    const inner = depth < DEPTH_MAX ? fieldsOf(child, path, depth + 1) : []
    return [{ path, needed }, ...inner]
  })
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  if (schema.properties !== undefined) return schema.properties
  const { items } = schema
  if (items !== undefined && !Array.isArray(items)) return propertiesOf(items as Schema)
  const shape = schema.anyOf?.find((option) => option.properties !== undefined || option.items !== undefined)
  return shape === undefined ? {} : propertiesOf(shape)
}
