const DATE = /^\s*(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?\s*$/

/** Milliseconds of an xs:date or xs:dateTime (UTC where no zone is given); null where it is neither. */
export function instantOf(text: string): number | null {
  const plain = plainDay(text)
  if (plain !== null) return plain
  const found = DATE.exec(text)
  if (found === null) return null
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '0',
    zone = 'Z',
  ] = found
  const at = new Date(0)
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  at.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0${fraction.replace(/^0/, '')}`) * 1000),
  )
  const shift =
    zone === 'Z'
      ? 0
      : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  const ms = at.getTime() - shift * 60_000
  return Number.isNaN(ms) ? null : ms
}

/** Milliseconds of `YYYY-MM-DD`, without a regular expression: most dates of a file are written so. */
function plainDay(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return null
  let digits = 0
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return null
    digits = digits * 10 + digit
  }
  // Date.UTC takes years below 100 as of the last century.
  return digits < 1_000_000
    ? null
    : Date.UTC(Math.floor(digits / 10_000), (Math.floor(digits / 100) % 100) - 1, digits % 100)
}

/** The same day a year later. */
export function yearLater(ms: number): number {
  const at = new Date(ms)
  at.setUTCFullYear(at.getUTCFullYear() + 1)
  return at.getTime()
}

/** Sum of decimals as they are written: 33.3 three times and 0.1 are 100 (ruleset spec, strict_sum). Null: not all are numbers. */
export function decimalSum(
  texts: readonly string[],
): { readonly units: bigint; readonly places: number } | null {
  let places = 0
  for (const text of texts) {
    if (!/^\s*[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})\s*$/.test(text)) return null
    places = Math.max(places, (text.trim().split('.')[1] ?? '').length)
  }
  let units = 0n
  for (const text of texts) {
    const [whole = '', fraction = ''] = text.trim().replace(/^\+/, '').split('.')
    units += BigInt((whole === '-' || whole === '' ? `${whole}0` : whole) + fraction.padEnd(places, '0'))
  }
  return { units, places }
}
