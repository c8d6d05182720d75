import { encode, type AsterixRecord } from '@basinet/asterix'
import { geodesicInverse } from '@basinet/geodesy'
import { RADARS, type SimRadar } from './radar-sites.ts'
import { gaussOf, mix32, uniformOf } from './random.ts'
import type { ActorKind, Sea, TruthVessel } from './sea.ts'

/** One datagram as a radar sends it. */
export type RadarDatagram = { readonly atMs: number; readonly radar: string; readonly octets: Uint8Array }

export type RadarOptions = {
  readonly seed: number
  readonly startMs: number
  readonly radars?: readonly SimRadar[]
  /** False plots a revolution, mean; default 4. */
  readonly falsePlots?: number
}

type Plot48 = Extract<AsterixRecord, { cat: 48 }>

/** A revolution is sent in so many sectors. */
const SECTORS = 8
/** The truth is asked for this often; between, craft go on as they went. */
const TRUTH_MS = 1000
const RECORDS_MAX = 60
const KN = 1852 / 3600
const NM = 1852
const FOOT_M = 0.3048
const EDITION = '1.30'
/** ICAO flight levels are hundreds of feet. */
const flightLevel = (altitudeM: number): number => Math.round(altitudeM / FOOT_M / 25) / 4

/** Height of what reflects, metres above the water; 0: no radar sees it. */
const TARGET_M: Readonly<Record<ActorKind, number>> = {
  ferry: 12,
  cruise: 30,
  cargo: 20,
  tanker: 18,
  fishing: 3,
  yacht: 5,
  patrol: 5,
  pilot: 4,
  tug: 6,
  'go-fast': 1,
  'survival-craft': 0,
  'base-station': 0,
  'aid-to-navigation': 2,
  aircraft: 0,
}

/**
 * Plots of coastal radars with a secondary radar beside them, as ASTERIX category 048, and their north marks as 034: noise, bias,
 * missed detections by horizon (4.12 (√h + √h') km, 4/3 earth) and false plots. The same seed and start give the same octets.
 */
export function createRadars(
  sea: Pick<Sea, 'truth'>,
  options: RadarOptions,
): { advance(toMs: number): Iterable<RadarDatagram> } {
  const radars = (options.radars ?? RADARS).map((site, n) => new SimulatedRadar(site, options, n))
  const truth = cachedTruth(sea)
  return {
    *advance(toMs) {
      for (const radar of radars) yield* radar.advance(toMs, truth)
    },
  }
}

type Truth = (atMs: number) => { readonly at: number; readonly craft: readonly TruthVessel[] }

function cachedTruth(sea: Pick<Sea, 'truth'>): Truth {
  const kept = new Map<number, readonly TruthVessel[]>()
  return (atMs) => {
    const at = Math.floor(atMs / TRUTH_MS) * TRUTH_MS
    let craft = kept.get(at)
    if (craft === undefined) {
      craft = sea.truth(at).filter((c) => c.kind === 'aircraft' || TARGET_M[c.kind] > 0)
      kept.set(at, craft)
      for (const old of kept.keys()) if (old < at - 4 * TRUTH_MS) kept.delete(old)
    }
    return { at, craft }
  }
}

class SimulatedRadar {
  readonly #site: SimRadar
  readonly #key: number
  readonly #falsePlots: number
  /** Next sector to send, counted from the Unix epoch. */
  #sector: number
  readonly #sectorMs: number

  constructor(site: SimRadar, options: RadarOptions, n: number) {
    this.#site = site
    this.#key = mix32(options.seed, 700 + n)
    this.#falsePlots = options.falsePlots ?? 4
    this.#sectorMs = (site.scanSeconds * 1000) / SECTORS
    this.#sector = Math.ceil(options.startMs / this.#sectorMs)
  }

  *advance(toMs: number, truth: Truth): Iterable<RadarDatagram> {
    while ((this.#sector + 1) * this.#sectorMs <= toMs) {
      const number = this.#sector++
      const fromMs = number * this.#sectorMs
      const { at, craft } = truth(fromMs)
      const plots = resolved([
        ...craft.flatMap((c) => this.#plotOf(c, at, fromMs) ?? []),
        ...this.#clutter(number, fromMs),
      ])
      const atMs = fromMs + this.#sectorMs
      if (number % SECTORS === 0) yield this.#datagram(atMs, [this.#northMark(fromMs)])
      for (let n = 0; n < plots.length; n += RECORDS_MAX)
        yield this.#datagram(atMs, plots.slice(n, n + RECORDS_MAX))
    }
  }

  #datagram(atMs: number, records: readonly AsterixRecord[]): RadarDatagram {
    return { atMs, radar: this.#site.id, octets: encode(records) }
  }

  #northMark(atMs: number): AsterixRecord {
    const { sac, sic, scanSeconds } = this.#site
    return {
      cat: 34,
      edition: '1.29',
      I010: { SAC: sac, SIC: sic },
      I000: 1,
      I030: timeOfDay(atMs),
      I041: scanSeconds,
    }
  }

  /** The plot of a craft whose bearing lies in this sector, if it is detected. */
  #plotOf(craft: TruthVessel, truthMs: number, sectorMs: number): Plot48 | null {
    const site = this.#site
    const placed = polar(site, craft, (sectorMs - truthMs) / 1000)
    if (placed === null) return null
    const inRevolution = Math.floor(sectorMs / this.#sectorMs + 1e-6) % SECTORS
    if (Math.floor((placed.bearingDeg / 360) * SECTORS) !== inRevolution) return null
    const atMs = sectorMs + ((placed.bearingDeg / 360) * SECTORS - inRevolution) * this.#sectorMs
    const draw = drawer(mix32(this.#key, hash(craft.id)), Math.floor(atMs / (site.scanSeconds * 1000)))
    if (draw() > detection(site, craft, placed.rangeM)) return null
    const aloft = craft.kind === 'aircraft' ? craft.altitudeM - site.heightM : 0
    const rangeM = Math.hypot(placed.rangeM, aloft) + site.biasRangeM + site.sigmaRangeM * normal(draw)
    const theta = placed.bearingDeg + site.biasBearingDeg + site.sigmaBearingDeg * normal(draw)
    const common = this.#plot(atMs, rangeM, theta)
    if (craft.address === null) return { ...common, I020: { ...TYPE, TYP: 1 } }
    return {
      ...common,
      I020: { ...TYPE, TYP: 7 },
      I090: { V: 0, G: 0, FL: flightLevel(craft.altitudeM) },
      I220: craft.address,
    }
  }

  #plot(atMs: number, rangeM: number, bearingDeg: number): Plot48 {
    const { sac, sic } = this.#site
    return {
      cat: 48,
      edition: EDITION,
      I010: { SAC: sac, SIC: sic },
      I140: timeOfDay(atMs),
      I040: { RHO: Math.max(0, rangeM) / NM, THETA: (((bearingDeg % 360) + 360) % 360) * (65_535 / 65_536) },
    }
  }

  #clutter(number: number, fromMs: number): Plot48[] {
    const draw = drawer(mix32(this.#key, 901), number)
    const found: Plot48[] = []
    for (let left = this.#falsePlots / SECTORS; left > 0; left--) {
      if (draw() > left) continue
      const part = draw()
      const bearingDeg = (((number % SECTORS) + part) / SECTORS) * 360
      const rangeM = this.#site.rangeM * Math.sqrt(draw())
      found.push({
        ...this.#plot(fromMs + part * this.#sectorMs, rangeM, bearingDeg),
        I020: { ...TYPE, TYP: 1 },
      })
    }
    return found
  }
}

/** What lies in one cell of range and bearing gives one plot: pulse of 0.5 µs, beam of 1°. */
const CELL_NM = 75 / NM
const CELL_DEG = 1

function resolved(plots: readonly Plot48[]): AsterixRecord[] {
  const cells = new Map<string, AsterixRecord>()
  for (const plot of plots) {
    const { RHO, THETA } = plot.I040 ?? { RHO: 0, THETA: 0 }
    // A transponder answers by itself: what it says is not one with its neighbour's.
    const cell = `${Math.floor(RHO / CELL_NM)} ${Math.floor(THETA / CELL_DEG)} ${plot.I220 ?? ''}`
    if (!cells.has(cell)) cells.set(cell, plot)
  }
  return [...cells.values()]
}

const TYPE = { SIM: 1, RDP: 0, SPI: 0, RAB: 0 } as const

/** Seconds of the day, in the item's steps of 1/128 s; never 24 h. */
const timeOfDay = (atMs: number): number => Math.floor(((atMs % 86_400_000) / 1000) * 128) / 128

/** Range and bearing after so many seconds more on its course; null: out of instrumented range. */
function polar(
  site: SimRadar,
  craft: TruthVessel,
  seconds: number,
): { rangeM: number; bearingDeg: number } | null {
  const reach = craft.kind === 'aircraft' ? 2.5 * site.rangeM : site.rangeM
  // Coarsely first: a degree is at most 111.7 km.
  if (Math.abs(craft.lat - site.lat) * 110_000 > reach || Math.abs(craft.lon - site.lon) * 105_000 > reach)
    return null
  const way = craft.speedKn * KN * seconds
  const course = (craft.courseDeg * Math.PI) / 180
  const lat = craft.lat + (way * Math.cos(course)) / 110_600
  const lon = craft.lon + (way * Math.sin(course)) / (111_320 * Math.cos((craft.lat * Math.PI) / 180))
  const { distanceM, initialBearingDeg } = geodesicInverse(site, { lon, lat })
  return distanceM > reach || distanceM < 200
    ? null
    : { rangeM: distanceM, bearingDeg: initialBearingDeg % 360 }
}

function detection(site: SimRadar, craft: TruthVessel, rangeM: number): number {
  const height = craft.kind === 'aircraft' ? craft.altitudeM : TARGET_M[craft.kind]
  if (height <= 0) return 0
  const part = rangeM / (4120 * (Math.sqrt(site.heightM) + Math.sqrt(height)))
  if (part >= 1.05) return 0
  return part <= 0.75 ? 0.93 : 0.93 * ((1.05 - part) / 0.3)
}

function drawer(key: number, from: number): () => number {
  let n = 16 * (from % 2 ** 26)
  return () => uniformOf(key, n++)
}

const normal = (draw: () => number): number => gaussOf(Math.floor(draw() * 2 ** 32), 1)

function hash(text: string): number {
  let h = 0
  for (let n = 0; n < text.length; n++) h = mix32(h, text.charCodeAt(n))
  return h
}
