import { Type, type Static } from 'typebox'
import { Instant } from '../../contract/instant.ts'
import { PersonRef } from '../../contract/ref.ts'

export const CAPABILITY = 'custody'
export const LINE = 'node'

/** Anyone who takes exhibits in hand: the officer who seized, the analyst, the clerk of the court. */
export const HANDLER = 'exhibit-handler'
/** Keeps a unit's store of exhibits. */
export const OFFICER = 'exhibits-officer'
/** Second person over the end of an exhibit and over its label. */
export const SUPERVISOR = 'exhibits-supervisor'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const PersonId = Words(80)

/** Who has an exhibit. `person` is an account of this node, or null for someone who has none (a laboratory abroad, a court). */
export const Holder = Type.Object(
  { person: nullable(PersonRef('known')), name: Words(120), unit: Words(80) },
  { additionalProperties: false },
)
export type Holder = Static<typeof Holder>

/** An amount as it was reported: the unit stays what it was, nothing is converted. */
export const Quantity = Type.Object(
  {
    value: Type.Number({ minimum: 0, maximum: 1e12 }),
    unit: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9/-]{0,19}$' }),
  },
  { additionalProperties: false },
)
export type Quantity = Static<typeof Quantity>

export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
/** A seal's number as printed on it. */
export const Seal = Type.String({ minLength: 1, maxLength: 60, pattern: '^\\S(.*\\S)?$' })
export { Instant }
