import { Type, type Static } from 'typebox'
import { Instant } from '../../contract/instant.ts'
import { CLASSES, classRank } from '../../contract/label.ts'
import { REALMS } from '../../contract/record.ts'

const RoleId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })
const Word = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\p{L}\\p{N}\\p{P}\\p{S} ]+$' })

/** What a person may do and see. Changed only as a whole, so that a reviewer sees the outcome and not a difference. */
export const Rights = Type.Object(
  {
    roles: Type.Array(RoleId, { maxItems: 32, uniqueItems: true }),
    clearance: Type.Enum(CLASSES),
    handling: Type.Array(Word, { maxItems: 64, uniqueItems: true, description: 'caveats held' }),
    purposes: Type.Array(Word, {
      maxItems: 64,
      uniqueItems: true,
      description: 'narrows the purposes of the roles; empty: all of them',
    }),
    vettedUntil: Type.Union([Instant, Type.Null()]),
    juvenile: Type.Boolean(),
    sealed: Type.Boolean(),
    realms: Type.Array(Type.Enum(REALMS.filter((r) => r !== 'general')), { maxItems: 8, uniqueItems: true }),
    oversight: Type.Boolean({ description: 'reads logs and queries, not content; holds no other right' }),
  },
  { additionalProperties: false },
)
export type Rights = Static<typeof Rights>

export const NO_RIGHTS: Rights = {
  roles: [],
  clearance: 'public',
  handling: [],
  purposes: [],
  vettedUntil: null,
  juvenile: false,
  sealed: false,
  realms: [],
  oversight: false,
}

const subset = (inner: readonly string[], outer: readonly string[]): boolean =>
  inner.every((item) => outer.includes(item))

const notLater = (inner: string | null, outer: string | null): boolean =>
  inner === null || (outer !== null && Date.parse(inner) <= Date.parse(outer))

/** True when `inner` allows nothing that `outer` does not. Becoming oversight, or ceasing to be, is never a narrowing. */
export function isWithin(inner: Rights, outer: Rights): boolean {
  const purposes =
    outer.purposes.length === 0 || (inner.purposes.length > 0 && subset(inner.purposes, outer.purposes))
  return (
    subset(inner.roles, outer.roles) &&
    classRank(inner.clearance) <= classRank(outer.clearance) &&
    subset(inner.handling, outer.handling) &&
    purposes &&
    notLater(inner.vettedUntil, outer.vettedUntil) &&
    (!inner.juvenile || outer.juvenile) &&
    (!inner.sealed || outer.sealed) &&
    subset(inner.realms, outer.realms) &&
    inner.oversight === outer.oversight
  )
}
