import { MID_TABLE } from './mid-table.ts'

/** What kind of station a number names, by its form alone. Source: ITU-R M.585-9 Annexes 1 and 2. */
export type MmsiKind =
  | 'ship'
  | 'groupCall'
  | 'coast'
  | 'sarAircraft'
  | 'handheld'
  | 'aidToNavigation'
  | 'craft'
  | 'sart'
  | 'mob'
  | 'epirb'
  | 'autonomousDevice'
  | 'invalid'

export interface MmsiIdentity {
  kind: MmsiKind
  /** Maritime identification digits; null where the form has none or they are in no known row. */
  mid: number | null
  /** ISO 3166-1 alpha-3 of that row, null without one. */
  alpha3: string | null
  nation: string | null
}

interface Nation {
  alpha3: string
  nation: string
}

const NATIONS = new Map<number, Nation>(
  MID_TABLE.map(([mid, alpha3, nation]) => [mid, { alpha3, nation }] as const),
)

/** The nation of maritime identification digits, null when the table has no such row. */
export function nationOfMid(mid: number): Nation | null {
  return NATIONS.get(mid) ?? null
}

const NO_NATION = { mid: null, alpha3: null, nation: null }

function withMid(kind: MmsiKind, mid: number): MmsiIdentity {
  const row = NATIONS.get(mid)
  return row === undefined ? { kind, ...NO_NATION } : { kind, mid, alpha3: row.alpha3, nation: row.nation }
}

/** Forms by range; the MID is the number divided by `midDivisor`, modulo 1000 (0: the form carries none). */
const FORMS: readonly (readonly [from: number, to: number, kind: MmsiKind, midDivisor: number])[] = [
  [1_000_000, 9_999_999, 'coast', 10_000], // 00MIDxxxx
  [10_000_000, 99_999_999, 'groupCall', 100_000], // 0MIDxxxxx
  [111_000_000, 111_999_999, 'sarAircraft', 1000], // 111MIDxxx
  [200_000_000, 799_999_999, 'ship', 1_000_000], // MIDxxxxxx
  [800_000_000, 899_999_999, 'handheld', 100_000], // 8MIDxxxxx
  [970_000_000, 970_999_999, 'sart', 0], // 970xxyyyy
  [972_000_000, 972_999_999, 'mob', 0], // 972xxyyyy
  [974_000_000, 974_999_999, 'epirb', 0], // 974xxyyyy
  [979_000_000, 979_999_999, 'autonomousDevice', 0], // 979yyyyyy
  [980_000_000, 989_999_999, 'craft', 10_000], // 98MIDxxxx
  [990_000_000, 999_999_999, 'aidToNavigation', 10_000], // 99MIDxxxx
]

/** Kind and nation of a number. A ship, coast or aid whose MID is in no row keeps its kind with null nation. */
export function identifyMmsi(mmsi: number): MmsiIdentity {
  const form = FORMS.find(([from, to]) => mmsi >= from && mmsi <= to)
  if (form === undefined || !Number.isInteger(mmsi)) return { kind: 'invalid', ...NO_NATION }
  const [, , kind, midDivisor] = form
  return midDivisor === 0 ? { kind, ...NO_NATION } : withMid(kind, Math.floor(mmsi / midDivisor) % 1000)
}

/** Nine digits with leading zeros. */
export function formatMmsi(mmsi: number): string {
  return String(mmsi).padStart(9, '0')
}

const DISTRESS = new Set<MmsiKind>(['sart', 'mob', 'epirb'])

/** True for the devices that call for rescue: AIS-SART, man overboard, EPIRB-AIS. */
export function isDistressDevice(mmsi: number): boolean {
  return DISTRESS.has(identifyMmsi(mmsi).kind)
}
