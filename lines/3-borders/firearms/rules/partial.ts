import { foldSerial } from './serial.ts'

/** Fewer characters that both have, and a number read in part fits too many. */
const COMMON_MIN = 3

/** Whether a number has characters that nobody could read; each stands as a question mark. */
export const isPartial = (serial: string): boolean => serial.includes('?')

/**
 * Whether two numbers of one length may be the same where both were read, confusable characters taken for each other. Unread ones fit
 * anything, so this is the weakest likeness there is.
 */
export function fitsPartial(a: string, b: string): boolean {
  const [p, q] = [foldSerial(a), foldSerial(b)]
  if (p.length !== q.length) return false
  let common = 0
  for (let i = 0; i < p.length; i++) {
    if (p[i] === '?' || q[i] === '?') continue
    if (p[i] !== q[i]) return false
    common += 1
  }
  return common >= COMMON_MIN
}

/** SQL pattern of the folded numbers that fit; null where too little was read to ask. */
export function patternOf(serial: string): string | null {
  const folded = foldSerial(serial)
  return folded.replaceAll('?', '').length < COMMON_MIN ? null : folded.replaceAll('?', '_')
}
