/** One frame as an AVR line, `*HEX;`, or with the 48-bit 12 MHz counter, `@TICKSHEX;`; no line end. */
export function avrLine(frame: Uint8Array, ticks?: number): string {
  let hex = ''
  for (const byte of frame) hex += byte.toString(16).toUpperCase().padStart(2, '0')
  if (ticks === undefined) return `*${hex};`
  const counter = (Math.floor(ticks) % 2 ** 48).toString(16).toUpperCase().padStart(12, '0')
  return `@${counter}${hex};`
}
