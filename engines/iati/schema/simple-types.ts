/** Simple types of the IATI 2.03 schema (XML Schema part 2, 1.0) by number; string is 0 and never checked. */
export const SIMPLE_TYPES = [
  'string',
  'date',
  'dateTime',
  'decimal',
  'int',
  'nonNegativeInteger',
  'positiveInteger',
  'boolean',
  'anyURI',
  'NMTOKEN',
  'xml:lang',
  'xml:space',
] as const
export const STRING = 0
const DATE = 1
const BOOLEAN = 7
const ANY_URI = 8

const ZONE = '(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?'
const DATE_TEXT = new RegExp(`^-?(\\d{4,})-(\\d\\d)-(\\d\\d)${ZONE}$`)
const DATE_TIME = new RegExp(
  `^-?(\\d{4,})-(\\d\\d)-(\\d\\d)T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)${ZONE}$`,
)
const INTEGER = /^[+-]?\d+$/
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const CHECKS: Readonly<Record<(typeof SIMPLE_TYPES)[number], (text: string) => boolean>> = {
  string: () => true,
  date: (text) => dayExists(DATE_TEXT.exec(text)),
  dateTime: (text) => dayExists(DATE_TIME.exec(text)),
  decimal: (text) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text),
  int: (text) => INTEGER.test(text) && within(text, -(2n ** 31n), 2n ** 31n - 1n),
  nonNegativeInteger: (text) => INTEGER.test(text) && within(text, 0n, null),
  positiveInteger: (text) => INTEGER.test(text) && within(text, 1n, null),
  boolean: (text) => /^(?:true|false|0|1)$/.test(text),
  anyURI: isUriReference,
  NMTOKEN: (text) => /^[\p{L}\p{N}\p{M}._:·-]+$/u.test(text),
  // Of xml.xsd: xs:language, or nothing to take a language back.
  'xml:lang': (text) => /^(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?$/.test(text),
  'xml:space': (text) => text === 'default' || text === 'preserve',
}

/** A value of the type, as XML Schema takes it: blanks around it do not count. */
export function fitsText(type: number, text: string): boolean {
  const name = SIMPLE_TYPES[type]
  if (name === undefined) throw new Error(`BUG: no simple type ${type}`)
  return CHECKS[name](text.replaceAll(/[\t\n\r ]+/g, ' ').replaceAll(/^ | $/g, ''))
}

/** A date of four digits year without zone, a plain number or a plain address, told from its bytes; false is "look again". */
export function fitsBytes(type: number, buf: Uint8Array, from: number, to: number): boolean {
  if (type === DATE) return to - from === 10 && plainDate(buf, from)
  if (type === ANY_URI) return plainUri(buf, from, to)
  if (type === BOOLEAN) return to - from === 1 && (buf[from] === 0x30 || buf[from] === 0x31)
  if (SIMPLE_TYPES[type] !== 'decimal' || to - from > 18) return false
  let p = from
  if (buf[p] === 0x2d) p++
  const digits = p
  while (p < to && isDigit(buf[p]!)) p++
  if (p === digits) return false
  if (buf[p] === 0x2e && p < to) {
    p++
    while (p < to && isDigit(buf[p]!)) p++
  }
  return p === to
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

function plainDate(buf: Uint8Array, p: number): boolean {
  for (let i = 0; i < 10; i++) {
    const wanted = i === 4 || i === 7
    if (wanted ? buf[p + i] !== 0x2d : !isDigit(buf[p + i]!)) return false
  }
  const month = (buf[p + 5]! - 48) * 10 + buf[p + 6]! - 48
  const day = (buf[p + 8]! - 48) * 10 + buf[p + 9]! - 48
  // The 29th of February and a year of zeros are left to the careful look.
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 28 : DAYS[month - 1]!) && buf[p] !== 0x30
  )
}

const HTTP = new TextEncoder().encode('http')
/** 1: host or path; 2: path or query only. Percent, brackets and fragments are left to the careful look. */
const URI_BYTE = new Uint8Array(256)
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-')
  URI_BYTE[c.charCodeAt(0)] = 1
for (const c of "_~!$&'()*+,;=:@/?") URI_BYTE[c.charCodeAt(0)] = 2

/** `http://host/path?query` or `https://…` of plain characters. */
function plainUri(buf: Uint8Array, from: number, to: number): boolean {
  for (let i = 0; i < 4; i++) if (buf[from + i] !== HTTP[i]) return false
  let p = from + (buf[from + 4] === 0x73 ? 5 : 4)
  if (buf[p] !== 0x3a || buf[p + 1] !== 0x2f || buf[p + 2] !== 0x2f) return false
  p += 3
  while (p < to && URI_BYTE[buf[p]!] === 1) p++
  if (p < to && buf[p] !== 0x2f) return false
  let queries = 0
  for (; p < to; p++) {
    if (URI_BYTE[buf[p]!] === 0) return false
    if (buf[p] === 0x3f) queries++
  }
  return queries <= 1
}

function dayExists(found: RegExpExecArray | null): boolean {
  if (found === null) return false
  const [, years = '', months = '', days = ''] = found
  const year = Number(years)
  const month = Number(months)
  const day = Number(days)
  // Part 2, 3.2.7: no year 0000, no leading zero beyond four digits.
  if (/^0+$/.test(years) || (years.length > 4 && years.startsWith('0'))) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const most = month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0)
  return day >= 1 && day <= most
}

function within(text: string, least: bigint, most: bigint | null): boolean {
  const value = BigInt(text.replace('+', ''))
  return value >= least && (most === null || value <= most)
}

const CHARACTER = "(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@_]|%[0-9A-Fa-f]{2})"
const AUTHORITY = `(?:(?:[A-Za-z0-9\\-._~!$&'()*+,;=:_]|%[0-9A-Fa-f]{2})*@)?(?:\\[[0-9A-Fa-fv:.]+\\]|(?:[A-Za-z0-9\\-._~!$&'()*+,;=_]|%[0-9A-Fa-f]{2})*)(?::\\d*)?`
const URI = new RegExp(
  `^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:\\/\\/${AUTHORITY}(?:\\/${CHARACTER}*)*|(?!\\/\\/)(?:${CHARACTER}|\\/)*)` +
    `(?:\\?(?:${CHARACTER}|[/?])*)?(?:#(?:${CHARACTER}|[/?[\\]])*)?$`,
)

/** RFC 3986 4.1 after the characters an anyURI may hold and a URI may not are taken as legal (part 2, 3.2.17). */
function isUriReference(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  const clean = text.replaceAll(/[^\x20-\x7e]|[<>"{}|\\^`]/g, '_')
  if (!URI.test(clean)) return false
  const first = /^[^/?#]*/.exec(clean)?.[0] ?? ''
  return !first.includes(':') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(first)
}
