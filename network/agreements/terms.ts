import { Type, type Static } from 'typebox'
import { CLASSES, Instant, ONWARD } from '@basinet/kernel/contract'

const strict = { additionalProperties: false } as const
const PARTIES_MAX = 64
const DAYS_MAX = 36_500
const HOURS_MAX = 87_600

export const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
const nations = (minItems: number) =>
  Type.Array(Nation, { minItems, maxItems: PARTIES_MAX, uniqueItems: true })
const Word = Type.String({ minLength: 1, maxLength: 64 })
const days = (minimum: number) => Type.Integer({ minimum, maximum: DAYS_MAX })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const hours = orNull(Type.Integer({ minimum: 1, maximum: HOURS_MAX }))

const Kind = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 60 }),
    mode: Type.Enum(['hit', 'summary', 'full']),
    /** Dotted paths; none: all fields. */
    fields: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 200, uniqueItems: true }),
  },
  strict,
)
const Unit = Type.Object({ nation: Nation, unit: Word, vetted: Type.Boolean() }, strict)

/**
 * The terms of an agreement as people write them, in the order a lawyer reads them; `terms-text.ts` makes the text that is
 * signed of them, and back, without loss. An empty list of units or fields means any.
 */
export const Terms = Type.Object(
  {
    title: Type.String({ minLength: 3, maxLength: 200 }),
    basis: Type.Object(
      {
        legalBasis: Type.Array(Type.String({ minLength: 3, maxLength: 500 }), { minItems: 1, maxItems: 50 }),
        validFrom: Instant,
        validUntil: orNull(Instant),
        exercise: Type.Boolean(),
      },
      strict,
    ),
    sides: Type.Object(
      {
        parties: nations(2),
        givers: nations(1),
        units: Type.Array(Unit, { maxItems: 500 }),
      },
      strict,
    ),
    subject: Type.Object(
      {
        kinds: Type.Array(Kind, { minItems: 1, maxItems: 200 }),
        purposes: Type.Array(Word, { minItems: 1, maxItems: 64, uniqueItems: true }),
        classCeiling: Type.Enum(CLASSES),
        handling: Type.Array(Word, { maxItems: 64, uniqueItems: true }),
        personal: Type.Boolean(),
        juvenile: Type.Boolean(),
      },
      strict,
    ),
    release: Type.Object(
      {
        humanRelease: Type.Enum(['always', 'personal', 'never']),
        releaseCeiling: nations(1),
        onward: Type.Enum(ONWARD.toReversed()),
        onwardTo: nations(0),
      },
      strict,
    ),
    copies: Type.Object(
      {
        leaseDays: days(1),
        graceDays: days(0),
        retentionDays: orNull(days(1)),
        recallOnEnd: Type.Boolean(),
      },
      strict,
    ),
    clocks: Type.Object({ acknowledgeHours: hours, answerHours: hours, coreDataHours: hours }, strict),
    emergency: orNull(Type.String({ minLength: 1, maxLength: 2000 })),
  },
  strict,
)
export type Terms = Static<typeof Terms>
