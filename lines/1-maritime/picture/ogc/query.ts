import { fail, type Result } from '@basinet/kernel/contract'
import { parseBBox, WORLD, type BBox } from '../positions/bbox.ts'

/** Parameters of an items request (OGC API - Features - Part 1: Core, 17-069r4, section 7.15). */
export interface ItemsQuery {
  readonly limit: number
  readonly bbox: BBox
  /** Unix ms, both ends included; null = open. */
  readonly from: number | null
  readonly to: number | null
  /** Our own paging: items after this key. */
  readonly after: string | null
}

const LIMIT_DEFAULT = 100
const LIMIT_MAX = 10_000
const KNOWN = new Set(['limit', 'bbox', 'datetime', 'after', 'f'])

/** Errors: `ogc.parameter` (requirements /req/core/query-param-unknown and -invalid ask for 400). */
export function parseItemsQuery(raw: Readonly<Record<string, unknown>>): Result<ItemsQuery> {
  const unknown = Object.keys(raw).find((name) => !KNOWN.has(name))
  if (unknown !== undefined) return fail('ogc.parameter', `no parameter "${unknown}"`, unknown)
  const many = Object.entries(raw).find(([, value]) => typeof value !== 'string')
  if (many !== undefined) return fail('ogc.parameter', `"${many[0]}" may be given once`, many[0])
  const given = raw as Readonly<Record<string, string | undefined>>
  const format = given['f']
  if (format !== undefined && format !== 'json') return fail('ogc.parameter', 'f can only be json', 'f')
  const limit = limitOf(given['limit'])
  if (!limit.ok) return limit
  const bbox = given['bbox'] === undefined ? { ok: true as const, value: WORLD } : parseBBox(given['bbox'])
  if (!bbox.ok) return fail('ogc.parameter', bbox.error.message, 'bbox')
  const times = parseDatetime(given['datetime'])
  if (!times.ok) return times
  return {
    ok: true,
    value: { limit: limit.value, bbox: bbox.value, ...times.value, after: given['after'] ?? null },
  }
}

/** A limit above the maximum is answered with the maximum (section 7.15.2); one below 1 is invalid. */
function limitOf(text: string | undefined): Result<number> {
  if (text === undefined) return { ok: true, value: LIMIT_DEFAULT }
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    return fail('ogc.parameter', 'limit is a whole number of at least 1', 'limit')
  return { ok: true, value: Math.min(Number(text), LIMIT_MAX) }
}

const OPEN = new Set(['..', ''])

/** An instant or an interval `start/end`, each RFC 3339, `..` or nothing for open (section 7.15.4). */
function parseDatetime(text: string | undefined): Result<{ from: number | null; to: number | null }> {
  if (text === undefined) return { ok: true, value: { from: null, to: null } }
  const parts = text.split('/')
  if (parts.length > 2) return bad()
  const times = parts.map((part) => (OPEN.has(part) && parts.length === 2 ? null : instant(part)))
  if (times.some((t) => Number.isNaN(t))) return bad()
  const [from, to] = times
  if (parts.length === 1) return { ok: true, value: { from: from ?? null, to: from ?? null } }
  if ((from ?? null) === null && (to ?? null) === null) return bad()
  if (typeof from === 'number' && typeof to === 'number' && from > to) return bad()
  return { ok: true, value: { from: from ?? null, to: to ?? null } }
}

const RFC3339 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/

function instant(text: string): number {
  return RFC3339.test(text) ? Date.parse(text) : Number.NaN
}

function bad(): Result<never> {
  return fail('ogc.parameter', 'datetime is an RFC 3339 instant, or start/end with ".." for open', 'datetime')
}
