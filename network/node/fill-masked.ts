import type { RecordDeclaration } from '@basinet/kernel/contract'
import type { Body } from '../agreements/index.ts'

interface Schema {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly type?: string
}

const mayBeNull = (schema: Schema | undefined): boolean =>
  schema?.type === 'null' || schema?.anyOf?.some(mayBeNull) === true

/** Fields that an agreement left out and the record type asks for, as null where it allows null: they are not known here. */
export function fillMasked(decl: Pick<RecordDeclaration, 'body'>, body: Body): Body {
  const schema = decl.body as Schema
  const missing = (schema.required ?? []).filter(
    (name) => !Object.hasOwn(body, name) && mayBeNull(schema.properties?.[name]),
  )
  return { ...body, ...Object.fromEntries(missing.map((name) => [name, null])) }
}
