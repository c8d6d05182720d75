import { imoCheckDigit } from '@basinet/ais'

import type { Random } from './random.ts'

/**
 * Marked numbers, so that no real vessel is simulated: ships have a true country code (MID) and then 9, MID9nnnnn;
 * coast stations 00MID90nn, aids 99MID90nn, survival craft 97x99nnnn; IMO numbers begin with 3, a hundred-thousand block
 * the register has not reached. Real ships can carry numbers of the first form, so the station's name, which begins with SIM
 * in every tag block, is the mark that decides.
 */
export const shipMmsi = (mid: number, n: number): number => mid * 1_000_000 + 900_000 + n
export const coastMmsi = (mid: number, n: number): number => mid * 10_000 + 9000 + n
export const aidMmsi = (mid: number, n: number): number => 990_000_000 + mid * 10_000 + 9000 + n
export const survivalMmsi = (form: 970 | 972 | 974, n: number): number => form * 1_000_000 + 990_000 + n

/** Ships of one country there is room for. */
export const SHIPS_PER_MID_MAX = 100_000

export function simulatedImo(n: number): number {
  const six = 300_000 + (n % 100_000)
  return six * 10 + imoCheckDigit(six)
}

/** Country codes by trade (ITU table of maritime identification digits), most common first. */
export const FLAGS = {
  island: [343, 343, 343, 375, 347, 314, 325, 330],
  trade: [352, 636, 538, 308, 304, 375, 248, 319, 314, 477, 563, 362],
  yacht: [232, 226, 367, 316, 244, 211, 347, 343, 375, 257],
  cruise: [308, 311, 248, 310, 352],
} as const

const CALL_PREFIX: Readonly<Record<number, string>> = {
  343: 'J6',
  375: 'J8',
  347: 'FM',
  314: '8P',
  325: 'J7',
  330: 'J3',
  352: '3E',
  636: 'D5',
  538: 'V7',
  308: 'C6',
  311: 'C6',
  304: 'V2',
  248: '9H',
  319: 'ZG',
  477: 'VR',
  563: '9V',
  362: '9Y',
  232: 'M',
  226: 'F',
  367: 'W',
  316: 'C',
  244: 'P',
  211: 'D',
  257: 'L',
  310: 'ZC',
}

/** A call sign of the country's series (ITU Radio Regulations appendix 42), invented. */
export function callSign(mid: number, random: Random): string {
  const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ')
  const prefix = CALL_PREFIX[mid] ?? 'J6'
  return `${prefix}${random.pick(letters)}${random.pick(letters)}${random.integer(10, 99)}`
}
