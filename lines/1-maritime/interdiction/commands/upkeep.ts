import {
  crewMember,
  equipmentItem,
  type CrewMember,
  type EquipmentItem,
  type HeldElsewhere,
} from '@basinet/equipment/contract'
import type { Result } from '@basinet/kernel/contract'
import type { CommandContext } from '@basinet/kernel/record'
import type { Upkeep } from '../law/crew-check.ts'

/** More than a nation has; registers that are longer are refused and not cut. */
const REGISTER_MAX = 500

export interface Registers {
  readonly items: readonly EquipmentItem[]
  readonly crew: readonly CrewMember[]
}

/** Equipment in use or lost, and crews, as the reader sees them. */
export async function readRegisters(ctx: Pick<CommandContext<unknown>, 'list'>): Promise<Result<Registers>> {
  const inUse = {
    filters: [{ name: 'state', op: 'in' as const, value: ['active', 'lost'] }],
    limit: REGISTER_MAX,
  }
  const serving = { filters: [{ name: 'state', op: 'eq' as const, value: 'active' }], limit: REGISTER_MAX }
  const items = await ctx.list(equipmentItem, inUse)
  const crew = await ctx.list(crewMember, serving)
  if (!items.ok) return items
  if (!crew.ok) return crew
  if (items.value.next !== null || crew.value.next !== null)
    throw new Error(`BUG: more than ${REGISTER_MAX} items of equipment or crew members`)
  const bodies = <B>(rows: readonly { readonly body: B }[]): B[] => rows.map(({ body }) => body)
  return { ok: true, value: { items: bodies(items.value.items), crew: bodies(crew.value.items) } }
}

/** The part of the registers that concerns one asset. */
export function upkeepOf(
  asset: string,
  { items, crew }: Registers,
  certificates: Upkeep['certificates'],
): Upkeep {
  return {
    items: items.filter((item) => item.asset === asset),
    crew: crew.filter(({ assets }) => assets.includes(asset)),
    certificates,
  }
}

/** Certificates of those of a crew whom the training register knows. */
export function certificatesOf(
  crew: readonly CrewMember[],
  atMs: number,
  elsewhere: HeldElsewhere,
): ReturnType<HeldElsewhere> {
  const holders = [...new Set(crew.flatMap(({ holder }) => holder ?? []))]
  return holders.length === 0
    ? Promise.resolve(new Map())
    : elsewhere(holders, new Date(atMs).toISOString().slice(0, 10))
}
