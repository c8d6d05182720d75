import { actionsOf, paperOf, type Agreement } from './agreement.ts'

export const STATES = ['draft', 'offered', 'countersigned', 'active', 'suspended', 'ended'] as const
export type AgreementState = (typeof STATES)[number]

/** What each party has done with the agreement. */
interface Standing {
  readonly activated: boolean
  readonly suspended: boolean
}

/**
 * State as the signed statements give it, whatever order they came in. Any party may suspend, and all that suspended must
 * resume; any party may end it, for good. Active needs every party's signature, all of them on one and the same paper, and
 * every party's word that the signed paper lies in its files.
 */
export function stateOf(agreement: Agreement): AgreementState {
  const actions = [...agreement.actions.values()].map((a) => a.value)
  if (actions.some((a) => a.action === 'end')) return 'ended'
  const { parties } = agreement.text
  if (!parties.every((p) => agreement.signatures.has(p)) || paperOf(agreement) === 'differ')
    return agreement.signatures.size > 0 || actions.some((a) => a.action === 'offer') ? 'offered' : 'draft'
  const standings = parties.map((p) => standingOf(agreement, p))
  if (!standings.every((s) => s.activated)) return 'countersigned'
  return standings.some((s) => s.suspended) ? 'suspended' : 'active'
}

function standingOf(agreement: Agreement, party: string): Standing {
  const actions = actionsOf(agreement, party)
  const switches = actions.filter((a) => a.action === 'suspend' || a.action === 'resume')
  const latest = switches.toSorted((a, b) => b.n - a.n)[0]
  return { activated: actions.some((a) => a.action === 'activate'), suspended: latest?.action === 'suspend' }
}

/** Parties by whose word it rests. */
export function suspendedBy(agreement: Agreement): string[] {
  return agreement.text.parties.filter((party) => standingOf(agreement, party).suspended)
}

/** Active, and in its time. */
export function inForce(agreement: Agreement, at: number): boolean {
  const { validFrom, validUntil } = agreement.text
  return stateOf(agreement) === 'active' && at >= validFrom && (validUntil === null || at < validUntil)
}

/** Number of a party's next action. */
export function nextAction(agreement: Agreement, party: string): number {
  return Math.max(0, ...actionsOf(agreement, party).map((a) => a.n)) + 1
}
