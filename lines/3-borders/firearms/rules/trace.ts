import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { TraceAnswer } from '../contract/trace.ts'

const DAY_MS = 86_400_000

/**
 * Days from the first known retail sale to the recovery. It begins at a sale that may have been lawful and says nothing of when or
 * how the firearm left lawful hands. Null where no sale is known. Errors: `firearm-trace.sold`.
 */
export function timeToCrime(soldOn: string | null, recoveredAt: string): Result<number | null> {
  if (soldOn === null) return ok(null)
  const sold = Date.parse(`${soldOn}T00:00:00Z`)
  if (Number.isNaN(sold))
    return fail('firearm-trace.sold', 'a day of the calendar is expected', 'answer.soldOn')
  const days = Math.floor((Date.parse(recoveredAt) - sold) / DAY_MS)
  return days < 0
    ? fail('firearm-trace.sold', 'it was sold after it was recovered', 'answer.soldOn')
    : ok(days)
}

/** Errors: `firearm-trace.because`, where an answer without a purchaser gives no reason, or one with a purchaser does. */
export function checkAnswer({ outcome, because }: TraceAnswer): Result<null> {
  return (outcome === 'traced') === (because === null)
    ? ok(null)
    : fail(
        'firearm-trace.because',
        'say why it was not traced to a purchaser, and only then',
        'answer.because',
      )
}
