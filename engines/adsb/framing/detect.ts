import { ESCAPE } from './beast-reader.ts'

/** How frames are written: Beast binary, one frame a line (AVR and its kin), BaseStation lines. */
export type AdsbFormat = 'beast' | 'lines' | 'sbs'

/** No line of either text form is longer; more without a line's end is told by its first octets. */
const LOOK_BYTES = 4096
const LF = 0x0a
const HASH = 0x23
const SBS_LINE = /^(MSG|SEL|AIR|ID|STA|CLK),/

/**
 * Which form the first octets of an input have; null while too few are there (`last`: there will be no more). An escape octet
 * 1A says Beast wherever it stands, since a recording may begin in the middle of a frame; else the first line that is
 * neither blank nor a comment decides.
 */
export function formatOf(bytes: Uint8Array, last: boolean): AdsbFormat | null {
  const look = bytes.subarray(0, LOOK_BYTES)
  if (look.includes(ESCAPE)) return 'beast'
  for (let start = 0; start < look.length;) {
    const lineFeed = look.indexOf(LF, start)
    const end = lineFeed < 0 ? look.length : lineFeed
    const text = String.fromCharCode(...look.subarray(start, end)).trim()
    if (lineFeed < 0 && !last && look.length < LOOK_BYTES) return null
    if (text !== '' && look[start] !== HASH) return SBS_LINE.test(text) ? 'sbs' : 'lines'
    start = end + 1
  }
  return last || look.length === LOOK_BYTES ? 'lines' : null
}
