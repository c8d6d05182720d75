/** What refused attempts cost. Delays in seconds after the nth refusal in a row; 0 none, -1 until an administrator unlocks. */
export interface LockoutPolicy {
  readonly account: readonly number[]
  readonly address: readonly number[]
  /** An address that tried nothing for so long starts anew, in seconds. */
  readonly addressWindowSeconds: number
}

const FREE_TRIES = 4
const ACCOUNT_FIRST_SECONDS = 60
const ACCOUNT_DELAY_MAX_SECONDS = 3600
/** NIST SP 800-63B section 5.2.2: no more than 100 failed attempts in a row on one account. */
const ACCOUNT_HARD_STOP = 100
const ADDRESS_FREE_TRIES = 19
const ADDRESS_FIRST_SECONDS = 10
const ADDRESS_DELAY_MAX_SECONDS = 900
const ADDRESS_STEPS = 40
const HOUR_SECONDS = 3600

const growing = (count: number, free: number, first: number, max: number): number[] =>
  Array.from({ length: count }, (_, i) => (i < free ? 0 : Math.min(max, first * 2 ** (i - free))))

/**
 * ASVS 5.0 6.3.1: against guessing, without handing strangers a way to lock officers out. Delays grow and end by themselves;
 * only the hundredth refusal in a row stops password sign-in for good, and passkeys are never stopped.
 */
export const LOCKOUT: LockoutPolicy = {
  account: [
    ...growing(ACCOUNT_HARD_STOP - 1, FREE_TRIES, ACCOUNT_FIRST_SECONDS, ACCOUNT_DELAY_MAX_SECONDS),
    -1,
  ],
  address: growing(ADDRESS_STEPS, ADDRESS_FREE_TRIES, ADDRESS_FIRST_SECONDS, ADDRESS_DELAY_MAX_SECONDS),
  addressWindowSeconds: HOUR_SECONDS,
}
