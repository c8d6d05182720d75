const NM = 1852

export interface Containment {
  /** Navigation integrity category (versions 1, 2); for version 0 the uncertainty category NUCp in its place. */
  nic: number
  /** Radius that holds the true position with the integrity the sender claims, metres; null when unknown. */
  radiusM: number | null
}

export interface Supplements {
  /** Of the last operational status; null before one was received. */
  version: number | null
  a: boolean | null
  /** Of the airborne position itself. */
  b: boolean
  /** Surface, version 2. */
  c: boolean | null
}

/** Radius and category by type code (Doc 9871, table C-2; DO-260B table 2-14). Supplements: A and B in the air, A and C on the surface. */
const PLAIN: Readonly<Record<number, readonly [nic: number, radiusM: number]>> = {
  5: [11, 7.5],
  6: [10, 25],
  9: [11, 7.5],
  10: [10, 25],
  12: [7, 0.2 * NM],
  14: [5, NM],
  15: [4, 2 * NM],
  17: [1, 20 * NM],
  20: [11, 7.5],
  21: [10, 25],
}

/** NUCp and horizontal protection limit of version 0 (DO-260 table 2-11; Doc 9871, table A-1). */
const VERSION_0: Readonly<Record<number, readonly [nuc: number, radiusM: number | null]>> = {
  5: [9, 7.5],
  6: [8, 25],
  7: [7, 0.1 * NM],
  8: [6, null],
  9: [9, 7.5],
  10: [8, 25],
  11: [7, 0.1 * NM],
  12: [6, 0.2 * NM],
  13: [5, 0.5 * NM],
  14: [4, NM],
  15: [3, 2 * NM],
  16: [2, 10 * NM],
  17: [1, 20 * NM],
  18: [0, null],
  20: [9, 7.5],
  21: [8, 25],
  22: [0, null],
}
const UNKNOWN: Containment = { nic: 0, radiusM: null }

/** What a position of this type code claims; before any operational status the sender is taken as version 0 (Doc 9871, C.2.3.10.5). */
export function containmentOf(typeCode: number, s: Supplements): Containment {
  if (s.version === null || s.version === 0) {
    const row = VERSION_0[typeCode]
    return row === undefined ? UNKNOWN : { nic: row[0], radiusM: row[1] }
  }
  const row =
    PLAIN[typeCode] ?? bySupplement(typeCode, s.a === true, s.version >= 2 ? s.b : s.a === true, s.c === true)
  return row === null ? UNKNOWN : { nic: row[0], radiusM: row[1] }
}

function bySupplement(
  typeCode: number,
  a: boolean,
  b: boolean,
  c: boolean,
): readonly [number, number] | null {
  switch (typeCode) {
    case 7:
      return a ? [9, 75] : [8, 0.1 * NM]
    case 8:
      if (a) return c ? [7, 0.2 * NM] : [6, 0.3 * NM]
      return c ? [6, 0.6 * NM] : null
    case 11:
      return a && b ? [9, 75] : [8, 0.1 * NM]
    case 13:
      if (a) return [6, 0.6 * NM]
      return b ? [6, 0.3 * NM] : [6, 0.5 * NM]
    case 16:
      return a && b ? [3, 4 * NM] : [2, 8 * NM]
    default:
      return null
  }
}
