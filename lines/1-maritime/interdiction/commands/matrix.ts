import type { LonLat } from '@basinet/geodesy'
import type { Result } from '@basinet/kernel/contract'
import type { CommandContext } from '@basinet/kernel/record'
import { maritimeAuthority, maritimeZone, type MaritimeZone } from '../contract/law.ts'
import type { Interdiction } from '../contract/interdiction.ts'
import { AIR_ACTIONS, type Action } from '../contract/words.ts'
import { standing, type Standing } from '../law/answered.ts'
import { authorityFor, type Rule } from '../law/authority-for.ts'
import { zoneAt } from '../law/zone-at.ts'

export interface Matrix {
  readonly zones: readonly MaritimeZone[]
  readonly rules: readonly Rule[]
}

/** More than a nation loads; a matrix that is longer is refused and not cut. */
const LAW_MAX = 500

/** The law as loaded, read within the command so that it is the law of that moment. */
export async function readMatrix(ctx: Pick<CommandContext<unknown>, 'list'>): Promise<Result<Matrix>> {
  const active = { filters: [{ name: 'state', op: 'eq' as const, value: 'active' }], limit: LAW_MAX }
  const zones = await ctx.list(maritimeZone, active)
  const rules = await ctx.list(maritimeAuthority, active)
  if (!zones.ok) return zones
  if (!rules.ok) return rules
  if (zones.value.next !== null || rules.value.next !== null)
    throw new Error(`BUG: more than ${LAW_MAX} zones or rules are active`)
  return {
    ok: true,
    value: {
      zones: zones.value.items.map((zone) => zone.body),
      rules: rules.value.items.map(({ id, body }) => ({ id, body })),
    },
  }
}

/** Whether an action against the operation's target may be ordered at a place. */
export function mayAt(
  { zones, rules }: Matrix,
  operation: Interdiction,
  action: Action,
  place: LonLat,
  atMs: number,
): Standing | { readonly may: false; readonly code: 'aircraft' } {
  if (operation.domain === 'air' && !AIR_ACTIONS.includes(action)) return { may: false, code: 'aircraft' }
  const matrix = authorityFor(rules, operation.flag, zoneAt(zones, place), action)
  return standing(matrix, operation.requests, action, atMs)
}

export const REFUSALS = {
  unknown: 'authority at this place is not known: no zone or no rule is loaded for it with its legal source',
  denied: 'the law loaded for this place does not allow it',
  unasked: 'this must be asked of the named authority first',
  refused: 'it was asked and not granted',
  waiting: 'the answer is still awaited',
  aircraft: 'no force and no boarding against an aircraft in flight (Chicago Convention art. 3 bis)',
} as const
