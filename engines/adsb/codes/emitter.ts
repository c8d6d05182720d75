/** Emitter categories by type code and category code (Doc 9871, C.2.3.4; DO-260B 2.2.3.2.5.2): sets A (TC 4) to D (TC 1). */
const CATEGORIES = ['D', 'C', 'B', 'A'].map((set) => Array.from({ length: 8 }, (_, code) => `${set}${code}`))

export type EmitterCategory = string

export function emitterCategory(typeCode: number, code: number): EmitterCategory {
  return CATEGORIES[typeCode - 1]![code]!
}

/** What the categories say; those absent are reserved, and code 0 of each set says nothing. */
export const EMITTER_CATEGORIES: Readonly<Record<string, string>> = {
  A1: 'light (under 15,500 lb)', // DO-260B 2.2.3.2.5.2, set A
  A2: 'small (15,500 to 75,000 lb)',
  A3: 'large (75,000 to 300,000 lb)',
  A4: 'high vortex large',
  A5: 'heavy (over 300,000 lb)',
  A6: 'high performance (over 5 g and 400 kt)',
  A7: 'rotorcraft',
  B1: 'glider or sailplane', // set B
  B2: 'lighter than air',
  B3: 'parachutist or skydiver',
  B4: 'ultralight, hang-glider or paraglider',
  B6: 'unmanned aerial vehicle',
  B7: 'space or trans-atmospheric vehicle',
  C1: 'surface vehicle, emergency', // set C
  C2: 'surface vehicle, service',
  C3: 'point obstacle',
  C4: 'cluster obstacle',
  C5: 'line obstacle',
}
