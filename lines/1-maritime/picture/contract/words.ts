import { Type, type TSchema, type TUnion, type TNull } from 'typebox'
import type { RoleDeclaration } from '@basinet/kernel/contract'

export const LINE = '1-maritime'
export const CAPABILITY = 'picture'

/** Purposes a watch acts for; the first of a role is taken at sign-in. */
export const MARITIME_SECURITY = 'maritime-security'
export const SEARCH_AND_RESCUE = 'search-and-rescue'

/** Caveat of own and partner law-enforcement craft: whoever does not hold it sees nothing of them. */
export const PROTECTED_CRAFT_CAVEAT = 'protected-craft'

/** Read right that row-level security asks for on points, static data and the current picture; not a record type. */
export const POSITION_TYPE = 'position'
/** Write right of the ingest: points, static data, current picture. */
export const POSITION_WRITE_TYPE = 'position-write'

/** Everybody who keeps the watch; records and commands name these. */
export const WATCH = ['watch-officer', 'watch-supervisor', 'commander'] as const
export const SUPERVISION = ['watch-supervisor', 'commander'] as const
/** The node's own hand: raises alerts and opens search-and-rescue logs, nothing else. */
export const SERVICE = 'picture-service'

const purposes = [MARITIME_SECURITY, SEARCH_AND_RESCUE]

export const ROLES: readonly RoleDeclaration[] = [
  { id: 'watch-officer', purposes, reads: [POSITION_TYPE] },
  { id: 'watch-supervisor', purposes, reads: [POSITION_TYPE] },
  { id: 'commander', purposes, reads: [POSITION_TYPE] },
  {
    id: SERVICE,
    purposes: [MARITIME_SECURITY],
    reads: [POSITION_TYPE, POSITION_WRITE_TYPE],
    heldBy: 'machine',
  },
]

export function nullable<T extends TSchema>(schema: T): TUnion<[T, TNull]> {
  return Type.Union([schema, Type.Null()])
}

export const Instant = Type.String({ format: 'date-time', maxLength: 40 })
export const PersonId = Type.String({ minLength: 1, maxLength: 80 })

/** Maritime mobile service identity, nine digits read as a number (ITU-R M.585-9). */
export const Mmsi = Type.Integer({ minimum: 1, maximum: 999_999_999 })
/** Ship identification number, seven digits (IMO Resolution A.1117(30)). */
export const Imo = Type.Integer({ minimum: 1_000_000, maximum: 9_999_999 })
export const SEVERITIES = ['info', 'warning', 'critical'] as const
export const Severity = Type.Enum(SEVERITIES)
