import type { RecordDeclaration, Result } from '@basinet/kernel/contract'
import {
  documentTokens,
  hullTokens,
  personTokens,
  plateTokens,
  serialTokens,
  type Token,
} from '@basinet/names'
import { Type, type Static, type TObject } from 'typebox'

const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const country = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })
const nullable = <T extends ReturnType<typeof Type.String>>(of: T) => Type.Union([of, Type.Null()])

/** What a record may be found by, and what may be asked about. Tokens are made of it alike at the asking and the holding nation. */
export const Sought = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('person'),
      given: Type.String({ maxLength: 120 }),
      family: text(120),
      birthYear: Type.Union([Type.Integer({ minimum: 1850, maximum: 2199 }), Type.Null()]),
      birthDate: nullable(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('document'), issuer: country, number: text(60) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('plate'), country, number: text(40) }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('hull'), number: text(40) }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('serial'), make: nullable(text(80)), serial: text(80) },
    { additionalProperties: false },
  ),
])
export type Sought = Static<typeof Sought>
export const SOUGHT_KINDS = ['person', 'document', 'plate', 'hull', 'serial'] as const

/**
 * Which of a record's fields make it found by hit/no-hit: a capability declares it beside its record type and names it in its
 * module's `foundBy`. A record is found only under an agreement that lists its type and while its label releases it.
 */
export interface FoundBy {
  readonly type: string
  readonly sought: (body: unknown) => readonly Sought[]
}

export function foundBy<B extends TObject>(
  record: Pick<RecordDeclaration<B>, 'type' | 'body'>,
  sought: (body: Static<B>) => readonly Sought[],
): FoundBy {
  return { type: record.type, sought: (body) => sought(body as Static<B>) }
}

/** Tokens by the rules of `engines/names`. Errors: `names.*` with the field. */
export function tokensOf(sought: Sought, use: 'query' | 'index'): Result<readonly Token[]> {
  switch (sought.kind) {
    case 'person':
      return personTokens(sought, use)
    case 'document':
      return documentTokens(sought)
    case 'plate':
      return plateTokens(sought)
    case 'hull':
      return hullTokens(sought.number)
    case 'serial':
      return serialTokens(sought)
    default:
      throw new Error(`BUG: sought ${JSON.stringify(sought)}`)
  }
}
