import type { Authority } from '@basinet/intercept'
import type { MaritimeAuthority } from '../contract/law.ts'
import type { Action } from '../contract/words.ts'
import type { Placed } from './zone-at.ts'

/** Cell of the matrix that applies, with the record it stands in. */
export interface Rule {
  readonly id: string
  readonly body: MaritimeAuthority
}

export interface AuthorityAnswer {
  readonly authority: Authority
  readonly rule: Rule | null
  /** Stable word for the reader's language: why it is not known, or what it rests on. */
  readonly why: 'no-zone' | 'computed' | 'disputed' | 'no-rule' | 'rules-contradict' | 'rule'
}

/** How exactly a rule names the case; -1: it does not apply. */
function fit(rule: MaritimeAuthority, flag: string | null, at: Placed & { known: true }): number {
  const cells = [
    [rule.flag, flag],
    [rule.coastalState, at.coastalState],
    [rule.zone, at.zone],
  ] as const
  let exact = 0
  for (const [asked, is] of cells) {
    if (asked === 'any') continue
    if (asked !== is) return -1
    exact++
  }
  return exact
}

/**
 * What the nation's matrix says of an action against a vessel of a flag at a place. The rule that names the case most exactly
 * decides; two equally exact ones that differ decide nothing. Not known is an answer, and it allows nothing.
 */
export function authorityFor(
  rules: readonly Rule[],
  flag: string | null,
  at: Placed,
  action: Action,
): AuthorityAnswer {
  if (!at.known) return { authority: 'unknown', rule: null, why: at.why }
  const fitting = rules
    .filter(({ body }) => body.state === 'active' && body.action === action)
    .map((rule) => ({ rule, exact: fit(rule.body, flag, at) }))
    .filter(({ exact }) => exact >= 0)
  if (fitting.length === 0) return { authority: 'unknown', rule: null, why: 'no-rule' }
  const most = Math.max(...fitting.map(({ exact }) => exact))
  const best = fitting.filter(({ exact }) => exact === most).map(({ rule }) => rule)
  const [first] = best
  if (first === undefined || best.some(({ body }) => body.effect !== first.body.effect))
    return { authority: 'unknown', rule: null, why: 'rules-contradict' }
  return { authority: first.body.effect, rule: first, why: 'rule' }
}
