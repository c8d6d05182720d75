import type { BitReader } from '../bits/bit-reader.ts'
import type { AsmRow, AsmValue } from './content.ts'

/** A field as transmitted. */
export type AsmRaw = number | string | boolean

/** One field of an application's layout. Value = (raw + offset) × times / divisor, in the unit the name ends with. */
export interface AsmField {
  readonly name: string
  /** Name in gpsd's AIVDM page, where it has one. */
  readonly gpsd: string
  readonly kind: 'u' | 'i' | 'text' | 'flag' | 'spare'
  readonly bits: number
  readonly times: number
  readonly divisor: number
  readonly offset: number
  /** Raw values that mean "not available": one value, or every value from `naFrom` up. */
  readonly na: number | null
  readonly naFrom: number
}

interface Scaling {
  gpsd?: string
  times?: number
  divisor?: number
  offset?: number
  na?: number
  naFrom?: number
}

function field(name: string, kind: AsmField['kind'], bits: number, scaling: Scaling = {}): AsmField {
  return {
    name,
    gpsd: scaling.gpsd ?? name,
    kind,
    bits,
    times: scaling.times ?? 1,
    divisor: scaling.divisor ?? 1,
    offset: scaling.offset ?? 0,
    na: scaling.na ?? null,
    naFrom: scaling.naFrom ?? Number.POSITIVE_INFINITY,
  }
}

export const u = (name: string, bits: number, scaling?: Scaling): AsmField => field(name, 'u', bits, scaling)
export const i = (name: string, bits: number, scaling?: Scaling): AsmField => field(name, 'i', bits, scaling)
export const flag = (name: string, gpsd?: string): AsmField => field(name, 'flag', 1, gpsd ? { gpsd } : {})
export const text = (name: string, chars: number, gpsd?: string): AsmField =>
  field(name, 'text', chars * 6, gpsd ? { gpsd } : {})
export const spare = (bits: number): AsmField => field('', 'spare', bits)

/** 25- and 24-bit degrees in 1/1,000 minute; 181° and 91° = not available. */
export const lon25 = (name = 'lon', gpsd = 'lon'): AsmField =>
  i(name, 25, { gpsd, divisor: 60_000, na: 181 * 60_000 })
export const lat24 = (name = 'lat', gpsd = 'lat'): AsmField =>
  i(name, 24, { gpsd, divisor: 60_000, na: 91 * 60_000 })
/** 28- and 27-bit degrees in 1/10,000 minute. */
export const lon28 = (name = 'lon', gpsd = 'lon'): AsmField =>
  i(name, 28, { gpsd, divisor: 600_000, na: 181 * 600_000 })
export const lat27 = (name = 'lat', gpsd = 'lat'): AsmField =>
  i(name, 27, { gpsd, divisor: 600_000, na: 91 * 600_000 })

/** Month, day, hour, minute as most applications order and code them. */
export const monthToMinute = (prefix: string, gpsd = ''): AsmField[] => {
  const named = (part: string): string => (prefix === '' ? part.toLowerCase() : `${prefix}${part}`)
  return [
    u(named('Month'), 4, { gpsd: `${gpsd}month`, na: 0 }),
    u(named('Day'), 5, { gpsd: `${gpsd}day`, na: 0 }),
    u(named('Hour'), 5, { gpsd: `${gpsd}hour`, naFrom: 24 }),
    u(named('Minute'), 6, { gpsd: `${gpsd}minute`, naFrom: 60 }),
  ]
}

/** Day, hour, minute. */
export const dayToMinute = (prefix = '', gpsd = ''): AsmField[] => monthToMinute(prefix, gpsd).slice(1)

export function bitsOf(fields: readonly AsmField[]): number {
  return fields.reduce((sum, f) => sum + f.bits, 0)
}

/** As transmitted, by gpsd's names. */
export function readRaw(b: BitReader, at: number, fields: readonly AsmField[]): Record<string, AsmRaw> {
  const out: Record<string, AsmRaw> = {}
  let p = at
  for (const f of fields) {
    if (f.kind !== 'spare') out[f.gpsd] = rawOf(b, p, f)
    p += f.bits
  }
  return out
}

/** Scaled, by our names. */
export function readRow(b: BitReader, at: number, fields: readonly AsmField[]): AsmRow {
  const out: AsmRow = {}
  let p = at
  for (const f of fields) {
    if (f.kind !== 'spare') out[f.name] = scaled(rawOf(b, p, f), f)
    p += f.bits
  }
  return out
}

function rawOf(b: BitReader, at: number, f: AsmField): AsmRaw {
  if (f.kind === 'text') return b.text(at, f.bits / 6)
  if (f.kind === 'flag') return b.flag(at)
  return f.kind === 'i' ? b.i(at, f.bits) : b.u(at, f.bits)
}

function scaled(raw: AsmRaw, f: AsmField): AsmValue {
  if (typeof raw !== 'number') return raw
  if (raw === f.na || raw >= f.naFrom) return null
  return ((raw + f.offset) * f.times) / f.divisor
}
