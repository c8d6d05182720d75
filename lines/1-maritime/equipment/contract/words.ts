import { Type } from 'typebox'
import type { RoleDeclaration } from '@basinet/kernel/contract'
import { MARITIME_SECURITY, SEARCH_AND_RESCUE } from '@basinet/picture/contract'

export { Instant } from '@basinet/kernel/contract'
export { nullable, Point, SUPERVISION, WATCH } from '@basinet/picture/contract'

export const LINE = '1-maritime'
export const CAPABILITY = 'equipment'
/** Keeps a unit's boats, aircraft, radars and radios: custody, hours, maintenance, parts, defects, crews. */
export const KEEPER = 'equipment-officer'
/** Looks at donated equipment for the giver; never the one who has it in charge. */
export const INSPECTOR = 'end-use-inspector'

export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const by = Words(80)

const purposes = [MARITIME_SECURITY, SEARCH_AND_RESCUE]
export const ROLES: readonly RoleDeclaration[] = [
  ...['watch-officer', 'watch-supervisor', 'commander', 'boarding-officer', KEEPER].map((id) => ({
    id,
    purposes,
  })),
  { id: INSPECTOR, purposes: ['programme'] },
]
