import { classRank, type Label } from '@basinet/kernel/contract'
import type { AgreementText } from '../../agreements/index.ts'
import { isPartner, type NetworkState } from '../state.ts'

export interface HitAsked {
  /** Who asks, and who is asked. */
  readonly from: string
  readonly to: string
  readonly unit: string
  readonly purpose: string
}

/** The first active agreement under which this may be asked, by id; or why none lets it. */
export function hitWay(state: NetworkState, asked: HitAsked, at: number): AgreementText | string {
  if (!isPartner(state, asked.to) || !isPartner(state, asked.from)) return 'not-a-member'
  let closest = 'no-agreement'
  for (const { agreement, active } of state.agreements) {
    const { text } = agreement
    if (!text.parties.includes(asked.from) || !text.parties.includes(asked.to)) continue
    const why = against(text, active, asked, at)
    if (why === null) return text
    closest = why
  }
  return closest
}

/** The same for a probe among records of a type, which the agreement must list in whatever mode; its class is bounded too. */
export function probeWay(
  state: NetworkState,
  asked: HitAsked,
  among: string,
  label: Pick<Label, 'class' | 'juvenile' | 'sealed' | 'exercise'> | null,
  at: number,
): AgreementText | string {
  if (!isPartner(state, asked.to)) return 'not-a-member'
  if (label?.sealed === true) return 'sealed'
  let closest = 'no-agreement'
  for (const { agreement, active } of state.agreements) {
    const { text } = agreement
    if (!text.parties.includes(asked.from) || !text.parties.includes(asked.to)) continue
    const why = against(text, active, asked, at, among) ?? (label === null ? null : labelAgainst(text, label))
    if (why === null) return text
    closest = why
  }
  return closest
}

function labelAgainst(
  text: AgreementText,
  label: Pick<Label, 'class' | 'juvenile' | 'exercise'>,
): string | null {
  if (classRank(label.class) > classRank(text.classCeiling)) return 'class'
  if (label.juvenile && !text.juvenile) return 'juvenile'
  return label.exercise === text.exercise ? null : 'exercise'
}

export function against(
  text: AgreementText,
  active: boolean,
  asked: HitAsked,
  at: number,
  among?: string,
): string | null {
  if (!active) return 'agreement-not-active'
  if (at < text.validFrom || (text.validUntil !== null && at >= text.validUntil))
    return 'agreement-not-in-time'
  if (!text.givers.includes(asked.to)) return 'giver'
  const listed = text.kinds.some((kind) => (among === undefined ? kind.mode === 'hit' : kind.type === among))
  if (!listed) return 'kind'
  if (!text.purposes.includes(asked.purpose)) return 'purpose'
  const { units } = text
  // Vetting is not something one node can show another yet: what asks for it is not asked.
  const open =
    units === null || units.some((u) => u.nation === asked.from && u.unit === asked.unit && !u.vetted)
  return open ? null : 'units'
}

/** One key and set an agreement and recipient: what one partner holds compares with no other's. */
export function setClass(text: Pick<AgreementText, 'id' | 'version'>, recipient: string): string {
  return `${text.id}@${text.version}/${recipient}`
}

export function ofClass(
  name: string,
): { readonly id: string; readonly version: number; readonly recipient: string } | null {
  const parts = /^([0-9a-f-]{36})@(\d{1,5})\/([A-Z]{3})$/.exec(name)
  if (parts === null) return null
  const [, id = '', version = '', recipient = ''] = parts
  return { id, version: Number(version), recipient }
}

/** Key and rate limits turn every four weeks; a set is made anew then. */
const EPOCH_MS = 28 * 86_400_000
export const epochAt = (at: number): number => Math.floor(at / EPOCH_MS)
