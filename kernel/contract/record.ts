import type { Static, TObject } from 'typebox'
import type { Label, LabelClass } from './label.ts'

/** Realms keep their own search table and database role, so that no line officer's index can reach them. */
export const REALMS = ['general', 'juvenile', 'witness', 'integrity'] as const
export type Realm = (typeof REALMS)[number]

export type ColumnKind = 'text' | 'number' | 'integer' | 'time' | 'boolean'

/** One body field kept as a typed, indexed column so that lists can filter and sort by it. */
export interface SearchedField {
  readonly kind: ColumnKind
  /** Dotted path into the body. */
  readonly path: string
}

export interface LabelDefaults {
  readonly class: LabelClass
  readonly purposes?: readonly string[]
  readonly handling?: readonly string[]
  readonly personal?: boolean
  readonly juvenile?: boolean
  readonly sealed?: boolean
  readonly onward?: Label['onward']
}

/** How long a record is kept; a period without a source in law is set by the nation, and the screen says so. */
export type Retention =
  | { readonly kind: 'days'; readonly days: number; readonly source: string }
  | { readonly kind: 'nation-sets'; readonly parameter: string }

export interface RecordDeclaration<B extends TObject = TObject> {
  readonly type: string
  readonly version: number
  readonly line: string
  readonly capability: string
  readonly body: B
  /** One line naming the record in lists, search and thread. Must not carry more than the label allows. */
  readonly title: (body: Static<B>) => string
  readonly label: LabelDefaults
  readonly searched: Readonly<Record<string, SearchedField>>
  /** Text that full-text search looks in, beside the title. */
  readonly fullText: (body: Static<B>) => readonly string[]
  /** Life cycle: body field holding the state, and its values; the first is the initial one. */
  readonly states: { readonly path: string; readonly all: readonly string[] } | null
  readonly retention: Retention
  /** Roles that may read records of this type, label permitting. */
  readonly readers: readonly string[]
  readonly realm: Realm
  /** Columns of the generated list, by searched name. */
  readonly columns: readonly string[]
  /** Pure functions from the body of version n to n+1; history stays as written. */
  readonly upcasters: Readonly<Record<number, (body: Record<string, unknown>) => Record<string, unknown>>>
}

type Optional = 'states' | 'realm' | 'columns' | 'upcasters' | 'fullText' | 'searched'
export type RecordInput<B extends TObject> = Omit<RecordDeclaration<B>, Optional> &
  Partial<Pick<RecordDeclaration<B>, Optional>>

const TYPE_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const FIELD_NAME = /^[a-z][a-zA-Z0-9]*$/
/** PostgreSQL cuts identifiers at 63 bytes; index names carry a prefix and a column. */
const TYPE_NAME_MAX = 30

/** Declares a record type once; storage, history, access, search, HTTP, console and CLI follow from it. */
export function defineRecord<B extends TObject>(input: RecordInput<B>): RecordDeclaration<B> {
  if (!TYPE_NAME.test(input.type) || input.type.length > TYPE_NAME_MAX)
    throw new Error(`BUG: record type "${input.type}"`)
  const searched = input.searched ?? {}
  for (const name of Object.keys(searched)) {
    if (!FIELD_NAME.test(name)) throw new Error(`BUG: ${input.type}: searched field "${name}"`)
  }
  for (const name of input.columns ?? []) {
    if (searched[name] === undefined) throw new Error(`BUG: ${input.type}: column "${name}" is not searched`)
  }
  const upcasters = input.upcasters ?? {}
  for (let v = 1; v < input.version; v++) {
    if (upcasters[v] === undefined) throw new Error(`BUG: ${input.type}: no upcaster from version ${v}`)
  }
  return {
    fullText: () => [],
    states: null,
    realm: 'general',
    ...input,
    searched,
    columns: input.columns ?? Object.keys(searched),
    upcasters,
  }
}

/** A stored record as the API gives it. */
export interface StoredRecord<T = unknown> {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly rev: number
  readonly title: string
  readonly label: Label
  readonly body: T
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly updatedBy: string
  readonly supersedes: string | null
}

export type BodyOf<D> = D extends RecordDeclaration<infer B> ? Static<B> : never
