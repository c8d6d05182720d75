/** The part of JSON Schema that record and command declarations use (TypeBox output). */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  /** A list of schemas where the array is a tuple (draft-07, as TypeBox writes it). */
  readonly items?: JsonSchema | readonly JsonSchema[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly 'x-ref'?: string
  /** An object of type and id that names a record of whatever type. */
  readonly 'x-any-ref'?: boolean
  /** A person of this node by id; `active`: one who may still act. */
  readonly 'x-person'?: 'known' | 'active'
}
