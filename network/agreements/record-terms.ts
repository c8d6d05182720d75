import type { Label } from '@basinet/kernel/contract'
import type { AgreementText } from './text.ts'

const DAY_MS = 86_400_000

/**
 * Until when a copy made now may be read without renewal, and when it is to be erased; milliseconds. The earliest of what
 * the label and the agreement say.
 */
export function recordTerms(
  label: Label,
  text: AgreementText,
  at: number,
): { readonly leaseUntil: number; readonly eraseBy: number | null } {
  const time = (iso: string | null): number[] => (iso === null ? [] : [Date.parse(iso)])
  const erase = [
    ...time(label.eraseBy),
    ...(text.retentionDays === null ? [] : [at + text.retentionDays * DAY_MS]),
  ]
  const eraseBy = erase.length === 0 ? null : Math.min(...erase)
  const lease = [at + text.leaseDays * DAY_MS, ...time(label.leaseUntil), ...erase]
  if (text.validUntil !== null) lease.push(text.validUntil)
  return { leaseUntil: Math.min(...lease), eraseBy }
}
