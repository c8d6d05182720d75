import type { RadarSite } from '@basinet/tracking'

const DEGREE = Math.PI / 180
const FIELDS = ['x', 'y', 'range', 'sigma_range_m', 'sigma_bearing_deg', 'scan_s', 'offset_s'] as const
const POSITIVE: ReadonlySet<string> = new Set(['range', 'sigma_range_m', 'sigma_bearing_deg', 'scan_s'])

/** Radars of a sites file `{"radars": [{id, x, y, range, sigma_range_m, sigma_bearing_deg, scan_s, offset_s}]}`; throws what is wrong. */
export function readSites(text: string): RadarSite[] {
  const whole: unknown = JSON.parse(text)
  const radars = isObject(whole) ? whole['radars'] : undefined
  if (!Array.isArray(radars) || radars.length === 0)
    throw new Error('expected "radars", a list of at least one')
  const sites = radars.map((radar: unknown, n) => siteOf(radar, `radars[${n}]`))
  const ids = new Set(sites.map(({ id }) => id))
  if (ids.size !== sites.length) throw new Error('radars: expected each id once')
  return sites
}

function siteOf(radar: unknown, where: string): RadarSite {
  if (!isObject(radar)) throw new Error(`${where}: expected an object`)
  const id = radar['id']
  if (typeof id !== 'string' || id === '') throw new Error(`${where}.id: expected a name`)
  const value = {} as Record<(typeof FIELDS)[number], number>
  for (const field of FIELDS) {
    const found = field === 'offset_s' ? (radar[field] ?? 0) : radar[field]
    if (typeof found !== 'number' || !Number.isFinite(found) || (POSITIVE.has(field) && found <= 0))
      throw new Error(`${where}.${field}: expected a ${POSITIVE.has(field) ? 'positive ' : ''}number`)
    value[field] = found
  }
  return {
    id,
    x: value.x,
    y: value.y,
    rangeM: value.range,
    sigmaRangeM: value.sigma_range_m,
    sigmaBearingRad: value.sigma_bearing_deg * DEGREE,
    scanSeconds: value.scan_s,
    offsetSeconds: value.offset_s,
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
