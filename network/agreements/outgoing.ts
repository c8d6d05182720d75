import { ONWARD, type Label } from '@basinet/kernel/contract'
import { recordTerms } from './record-terms.ts'
import type { AgreementText } from './text.ts'

/**
 * The label a copy travels with: leased and to be erased as the agreement says, released no further than its ceiling, and
 * handed on no more loosely than either allows.
 */
export function outgoingLabel(label: Label, text: AgreementText, at: number): Label {
  const { leaseUntil, eraseBy } = recordTerms(label, text, at)
  const onward = ONWARD[Math.max(ONWARD.indexOf(label.onward), ONWARD.indexOf(text.onward.rule))] ?? 'none'
  const within = (nations: readonly string[]): string[] =>
    nations.filter((n) => text.releaseCeiling.includes(n))
  return {
    ...label,
    releaseTo: within(label.releaseTo),
    displayOnly: within(label.displayOnly),
    leaseUntil: new Date(leaseUntil).toISOString(),
    eraseBy: eraseBy === null ? null : new Date(eraseBy).toISOString(),
    onward,
  }
}
