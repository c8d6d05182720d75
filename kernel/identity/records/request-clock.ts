const DAY_MS = 86_400_000

/** Whole days after receipt, at the same time of day; null while the nation has set no number of days. */
export function requestDueAt(
  receivedAt: string,
  days: number | null,
  extensionDays: number | null,
): string | null {
  if (days === null) return null
  return new Date(Date.parse(receivedAt) + (days + (extensionDays ?? 0)) * DAY_MS).toISOString()
}

export type ClockState = 'closed' | 'no-time-set' | 'in-time' | 'near' | 'overdue'

/** Near: within a week of the due date (house rule for the colour on the screen, no legal effect). */
const NEAR_MS = 7 * DAY_MS

export function clockState(
  request: { readonly state: string; readonly dueAt: string | null },
  at: Date,
): ClockState {
  if (!['received', 'in-work'].includes(request.state)) return 'closed'
  if (request.dueAt === null) return 'no-time-set'
  const left = Date.parse(request.dueAt) - at.getTime()
  if (left < 0) return 'overdue'
  return left < NEAR_MS ? 'near' : 'in-time'
}
