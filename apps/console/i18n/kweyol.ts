/** Dates in Saint Lucian Kwéyòl; neither Node nor Chromium has `acf` in ICU. Spelling after the Kwéyòl Dictionary (2001). */
const MONTHS = [
  'Janvyé',
  'Févwiyé',
  'Mas',
  'Avwi',
  'Mé',
  'Jen',
  'Jwiyèt',
  'Out',
  'Sèptanm',
  'Òktòb',
  'Novanm',
  'Désanm',
] as const
const MONTHS_SHORT = [
  'Jan',
  'Fév',
  'Mas',
  'Avw',
  'Mé',
  'Jen',
  'Jwi',
  'Out',
  'Sèp',
  'Òkt',
  'Nov',
  'Dés',
] as const
const DAYS = ['Dimanch', 'Lendi', 'Madi', 'Mèkwédi', 'Jédi', 'Vandwédi', 'Sanmdi'] as const

export interface DayParts {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
  /** 0 = Sunday */
  readonly weekday: number
}

/** `24 Nov 2026`, or `Madi 24 Novanm 2026` in full. */
export function kweyolDate(parts: DayParts, full = false): string {
  const names = full ? MONTHS : MONTHS_SHORT
  const month = names[parts.month - 1]
  if (month === undefined) throw new Error(`BUG: month ${parts.month}`)
  const text = `${parts.day} ${month} ${parts.year}`
  return full ? `${DAYS[parts.weekday] ?? ''} ${text}`.trim() : text
}

/** Saint Lucia writes numbers the English way: 1,234.5. */
export function kweyolNumber(value: number, digits?: { minimum?: number; maximum?: number }): string {
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: digits?.minimum ?? 0,
    maximumFractionDigits: digits?.maximum ?? 3,
  }).format(value)
}
