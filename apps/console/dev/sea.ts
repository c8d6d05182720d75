import type { Vessel } from '@basinet/picture/contract'

interface Mover {
  readonly mmsi: number
  lon: number
  lat: number
  cog: number
  readonly sog: number
  readonly shipType: number
  readonly cls: Vessel['cls']
  readonly name: string
  heard: number
}

/** Small seeded generator (mulberry32), so that the same sea comes up every time. */
function generator(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const TYPES = [30, 36, 37, 52, 60, 69, 70, 71, 79, 80, 82, 89, 35, 50, 51, 55]
const FIRST = ['LADY', 'SEA', 'CARIB', 'ISLAND', 'BLUE', 'OCEAN', 'STAR', 'SAINT', 'TROPIC', 'NORTHERN']
const LAST = [
  'MARGARET',
  'SPIRIT',
  'QUEEN',
  'TRADER',
  'PIONEER',
  'BREEZE',
  'DAWN',
  'HARMONY',
  'PELICAN',
  'SWIFT',
]

/** A crowd of invented vessels west and east of the Windward Islands. */
export function makeSea(count: number): { step: (now: number) => void; vessels: (now: number) => Vessel[] } {
  const random = generator(20261124)
  const movers = Array.from({ length: count }, (_, i): Mover => {
    const cls = i % 401 === 0 ? 'aton' : i % 503 === 0 ? 'base' : i % 3 === 0 ? 'B' : 'A'
    const sog = cls === 'aton' || cls === 'base' ? 0 : Math.round(random() * (i % 50 === 0 ? 380 : 180)) / 10
    return {
      mmsi:
        (i % 5 === 0 ? 343_000_000 : i % 5 === 1 ? 347_000_000 : i % 5 === 2 ? 314_000_000 : 375_000_000) + i,
      lon: -63.5 + random() * 5,
      lat: 12 + random() * 4,
      cog: Math.round(random() * 3599) / 10,
      sog: i % 6 === 0 ? 0 : sog,
      shipType: TYPES[i % TYPES.length] ?? 70,
      cls,
      name: `${FIRST[i % 10] ?? ''} ${LAST[Math.floor(i / 10) % 10] ?? ''}${i > 99 ? ` ${i}` : ''}`,
      heard: 0,
    }
  })
  let last = Date.now()
  return {
    step(now) {
      const hours = (now - last) / 3_600_000
      last = now
      for (const m of movers) {
        const run = (m.sog * hours) / 60
        m.lat += run * Math.cos((m.cog * Math.PI) / 180)
        m.lon += (run * Math.sin((m.cog * Math.PI) / 180)) / Math.cos((m.lat * Math.PI) / 180)
        if (m.mmsi % 97 !== 0) m.heard = now
        if (random() < 0.01) m.cog = (m.cog + random() * 20 - 10 + 360) % 360
      }
    },
    vessels: (now) => movers.map((m) => wire(m, now)),
  }
}

function wire(m: Mover, now: number): Vessel {
  const heard = m.heard === 0 ? now - 900_000 : m.heard
  return {
    id: `ais:${m.mmsi}`,
    mmsi: m.mmsi,
    name: m.name,
    callSign: `J6${m.mmsi % 1000}`,
    imo: 9_000_000 + (m.mmsi % 99_999),
    lon: Math.round(m.lon * 1e5) / 1e5,
    lat: Math.round(m.lat * 1e5) / 1e5,
    cog: Math.round(m.cog * 10) / 10,
    sog: m.sog,
    ...(m.cls === 'A' ? { heading: Math.round(m.cog) } : {}),
    navStatus: m.sog === 0 ? (m.mmsi % 2 === 0 ? 1 : 5) : 0,
    shipType: m.shipType,
    cls: m.cls,
    at: heard,
    station: 'SIM-MORNE',
    flag: ['LCA', 'MTQ', 'BRB', 'VCT'][m.mmsi % 4] ?? 'LCA',
    len: 8 + (m.mmsi % 190),
    beam: 3 + (m.mmsi % 28),
    ...(m.mmsi % 211 === 0 ? { flags: ['movement.impossible-speed'] } : {}),
    age: now - heard,
  }
}
