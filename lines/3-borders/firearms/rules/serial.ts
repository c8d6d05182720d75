import type { SerialState } from '../contract/firearm.ts'

/** Characters taken for each other when a serial number is read, typed or sent: the main reason why traces fail. */
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}
/** Shorter, and the rest of a serial number without its letters fits too many. */
const CORE_MIN = 4

/** Capitals and digits only; question marks stay, for characters that cannot be read. */
export const plainSerial = (serial: string): string => serial.toUpperCase().replace(/[^A-Z0-9?]/g, '')

/** The same with confusable characters made one. Two numbers that fold alike may be one: a candidate, not a match. */
export const foldSerial = (serial: string): string =>
  plainSerial(serial).replace(/[A-Z]/g, (letter) => ALIKE[letter] ?? letter)

/** Folded without leading letters, which are left out or added in reports; null where too little would remain. */
export function coreSerial(serial: string): string | null {
  const core = foldSerial(plainSerial(serial).replace(/^[A-Z]+/, ''))
  return core.length >= CORE_MIN ? core : null
}

/** What a firearm is found by. A number with unread characters is not indexed whole: it would be found by nothing. */
export function serialKeys(
  serial: string | null,
  state: SerialState,
): { serialFolded: string | null; serialCore: string | null } {
  if (serial === null || state === 'partial') return { serialFolded: null, serialCore: null }
  return { serialFolded: foldSerial(serial) || null, serialCore: coreSerial(serial) }
}
