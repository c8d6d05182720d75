import {
  findingsOf,
  fuelHours,
  heldCodes,
  readinessOf,
  type CrewMember,
  type EquipmentItem,
} from '@basinet/equipment/contract'
import type { MaritimeAsset } from '../contract/asset.ts'

export type AssetProblem =
  | { readonly code: 'down' }
  | { readonly code: 'grounded'; readonly text: string }
  | { readonly code: 'unqualified'; readonly text: string }
  /** Equipment without which it does not go, by name, is not to be used. */
  | { readonly code: 'equipment'; readonly text: string }

/** What the registers of equipment, crews and certificates say of one asset. */
export interface Upkeep {
  readonly items: readonly EquipmentItem[]
  readonly crew: readonly CrewMember[]
  /** Codes of certificates in date, by holder in the training register. */
  readonly certificates: ReadonlyMap<string, readonly string[]>
}
export const NO_UPKEEP: Upkeep = { items: [], crew: [], certificates: new Map() }

/**
 * Why an asset may not be tasked: its readiness, a grounding defect, essential equipment that is not to be used, or a qualification
 * nobody aboard holds unexpired.
 */
export function assetProblems(asset: MaritimeAsset, atMs: number, upkeep: Upkeep): AssetProblem[] {
  const grounding = asset.defects.filter((defect) => defect.grounding)
  const day = new Date(atMs).toISOString().slice(0, 10)
  const held = new Set([
    ...heldCodes(upkeep.crew, day, upkeep.certificates),
    ...asset.crew.flatMap((member) =>
      member.qualifications.filter((q) => Date.parse(q.until) > atMs).map((q) => q.name),
    ),
  ])
  const stopped = upkeep.items.flatMap((item) => {
    const findings = item.essential ? findingsOf(item, atMs) : []
    return readinessOf(findings) === 'down' ? [`${item.name}: ${findings[0]?.text ?? ''}`] : []
  })
  return [
    ...(asset.readiness === 'down' ? [{ code: 'down' } as const] : []),
    ...grounding.map(({ text }) => ({ code: 'grounded', text }) as const),
    ...stopped.map((text) => ({ code: 'equipment', text }) as const),
    ...asset.needs.filter((need) => !held.has(need)).map((text) => ({ code: 'unqualified', text }) as const),
  ]
}

/** Hours under way: what its owner says, or less where the fuel aboard lasts less. */
export function enduranceHours(asset: MaritimeAsset, { items }: Upkeep): number {
  const fuel = items.filter((item) => item.essential).map((item) => fuelHours(item) ?? Infinity)
  return Math.min(asset.enduranceHours, ...fuel)
}
