/** How far behind the trusted time the wall clock may be before the node raises an alarm, in milliseconds (2 min). */
export const CLOCK_BEHIND_ALARM_MS = 120_000

export interface ClockState {
  /** true: show an alarm, and grant nothing new (no lease, no session, no approval that depends on time) */
  readonly alarm: boolean
  /** how far the wall clock is behind the trusted time; 0 when it is not */
  readonly behindMs: number
}

/** Time that never runs backwards over a restart and is never behind what a witness has signed. */
export interface TrustedClock {
  now(): Date
  state(): ClockState
}

/** Where the highest time ever given out survives a restart. */
export interface HighWaterStore {
  read(): Promise<Date | null>
  /** must never lower the stored value */
  write(highWater: Date): Promise<void>
}
