import { Type } from 'typebox'
import type { RoleDeclaration } from '@basinet/kernel/contract'
import { MARITIME_SECURITY, SEARCH_AND_RESCUE } from '@basinet/picture/contract'

export { Instant } from '@basinet/kernel/contract'
export { nullable, Point, Polygon, SUPERVISION, WATCH } from '@basinet/picture/contract'

export const LINE = '1-maritime'
export const CAPABILITY = 'radar-coverage'
/** The node's own hands: writes down what it computed. */
export const ENGINE = 'coverage-engine'

export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const purposes = [MARITIME_SECURITY, SEARCH_AND_RESCUE]
export const ROLES: readonly RoleDeclaration[] = [
  ...['watch-officer', 'watch-supervisor', 'commander'].map((id) => ({ id, purposes })),
  { id: ENGINE, purposes: [MARITIME_SECURITY], heldBy: 'machine' },
]
