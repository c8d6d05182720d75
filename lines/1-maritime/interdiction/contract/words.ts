import { Type } from 'typebox'
import type { RoleDeclaration } from '@basinet/kernel/contract'
import { SEARCH_AND_RESCUE, MARITIME_SECURITY } from '@basinet/picture/contract'

export { Instant } from '@basinet/kernel/contract'
export { Mmsi, nullable, Point, Polygon, SUPERVISION, WATCH } from '@basinet/picture/contract'

export const LINE = '1-maritime'
export const CAPABILITY = 'interdiction'
/** Leads a team aboard another vessel; records what it found, whom it holds and what it seized. */
export const BOARDING = 'boarding-officer'

export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** ISO 3166-1 alpha-3. */
export const Nation = Type.String({ pattern: '^[A-Z]{3}$' })
/** Flag as claimed or found; `stateless` once that is established (UNCLOS art. 110). Null in a body: not known. */
export const Flag = Type.String({ pattern: '^([A-Z]{3}|stateless)$' })

/** Maritime zones, innermost first (UNCLOS parts II, V, VII). */
export const ZONE_KINDS = [
  'internal',
  'territorial',
  'contiguous',
  'exclusive-economic',
  'high-seas',
] as const
export type ZoneKind = (typeof ZONE_KINDS)[number]

/** What is done to a vessel or an aircraft. There is none that uses a weapon against an aircraft (Chicago Convention art. 3 bis). */
export const ACTIONS = ['observe', 'identify', 'pursue', 'board', 'search', 'detain', 'escort'] as const
export type Action = (typeof ACTIONS)[number]
/** Actions against an aircraft in flight: seen, named, followed by eye. */
export const AIR_ACTIONS: readonly Action[] = ['observe', 'identify']

const purposes = [MARITIME_SECURITY, SEARCH_AND_RESCUE]
export const ROLES: readonly RoleDeclaration[] = [
  ...['watch-officer', 'watch-supervisor', 'commander'].map((id) => ({ id, purposes })),
  // Its seizures begin exhibits, which are read back where they are numbered; a rescue opens a case.
  { id: BOARDING, purposes, reads: ['seizure', 'exhibit', 'custody-event', 'sar-log'] },
]
