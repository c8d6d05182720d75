/** Section of the terms in which each field of a text stands; the record's words are by section. */
const SECTION: Readonly<Record<string, string>> = {
  legalBasis: 'basis',
  validFrom: 'basis',
  validUntil: 'basis',
  exercise: 'basis',
  parties: 'sides',
  givers: 'sides',
  units: 'sides',
  purposes: 'subject',
  classCeiling: 'subject',
  handling: 'subject',
  personal: 'subject',
  juvenile: 'subject',
  humanRelease: 'release',
  releaseCeiling: 'release',
  leaseDays: 'copies',
  graceDays: 'copies',
  retentionDays: 'copies',
  recallOnEnd: 'copies',
}

/** `onward.rule` of a text → `terms.release.onward`. */
export function placeOfField(field: string): string {
  if (field === 'onward.rule') return 'terms.release.onward'
  if (field === 'onward.to') return 'terms.release.onwardTo'
  if (field === 'instrument') return 'instrument'
  const section = SECTION[field]
  return section === undefined ? `terms.${field}` : `terms.${section}.${field}`
}

/** A value of a text for a reader. */
export function shown(value: unknown, nothing: string): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return nothing
  if (Array.isArray(value))
    return value.length === 0 ? nothing : value.map((v) => shown(v, nothing)).join(', ')
  if (typeof value === 'object')
    return Object.values(value)
      .filter((v) => v !== null && typeof v !== 'boolean')
      .map((v) => shown(v, nothing))
      .join(' ')
  if (typeof value === 'number' && value > 1e11)
    return new Date(value).toISOString().slice(0, 16).replace('T', ' ')
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : nothing
}
