/** Lowest altitude of the pressure-altitude code, feet (Annex 10 Vol IV, appendix to chapter 3, table of the code). */
const LOWEST_FT = -1200

/**
 * Feet of a 13-bit C1 A1 C2 A2 C4 A4 M B1 Q B2 D2 B4 D4 code in steps of 100 ft (Annex 10 Vol IV, 3.1.1.7.12.2.3): D, A and
 * B pulses are a Gray code of 500-ft steps, C pulses a second one of 100 ft with five values, reversed on every other step.
 */
export function gillhamFeet(code: number): number | null {
  const hundreds = C_STEPS[((code >> 10) & 4) | ((code >> 9) & 2) | ((code >> 8) & 1)]!
  if (hundreds === 0) return null
  const fiveHundreds = binaryOfGray(
    ((code & 0x0004) << 5) | // D2
      ((code & 0x0001) << 6) | // D4
      ((code & 0x0800) >> 6) | // A1
      ((code & 0x0200) >> 5) | // A2
      ((code & 0x0080) >> 4) | // A4
      ((code & 0x0020) >> 3) | // B1
      ((code & 0x0008) >> 2) | // B2
      ((code & 0x0002) >> 1), // B4
  )
  const step = (fiveHundreds & 1) === 1 ? 6 - hundreds : hundreds
  return fiveHundreds * 500 + step * 100 + LOWEST_FT - 100
}

/** C1 C2 C4 to 1..5; 0 for the three patterns that are no code. */
const C_STEPS = [0, 1, 3, 2, 5, 0, 4, 0] as const

function binaryOfGray(gray: number): number {
  let value = gray
  value ^= value >> 4
  value ^= value >> 2
  return value ^ (value >> 1)
}
