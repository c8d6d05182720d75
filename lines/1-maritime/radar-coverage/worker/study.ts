import {
  createLocalPlane,
  fromPlane,
  METRES_PER_NM,
  toEastM,
  toNorthM,
  type LocalPlane,
} from '@basinet/geodesy'
import {
  cellsOf,
  coverageOf,
  coveredCells,
  rankGreedy,
  selectExact,
  zoneCoverage,
  type RadarParameters,
  type SiteCoverage,
  type Zone,
  type ZoneCells,
} from '@basinet/radar-coverage'
import type { RadarSite } from '../contract/site.ts'
import type { StudyResult } from '../contract/study.ts'
import { readElevations, type Box, type Elevations } from './elevations.ts'
import type { Placed, StudyTask } from './protocol.ts'

const ENGINE_NAME = '@basinet/radar-coverage 0.1.0'
const M2_PER_KM2 = 1e6
const METRE_DECIMALS = 5

interface Seen {
  readonly placed: Placed
  readonly antennaM: number
  readonly coverage: SiteCoverage
  readonly cells: Uint8Array
}

/** A sentence for the reader, not a fault. */
class Unanswerable extends Error {}

/** Everything a study answers, step by step. Throws `Unanswerable` where something the reader can mend is missing. */
export function makeStudy(task: StudyTask, progress: (done: number, total: number) => void): StudyResult {
  const { study, sites, at } = task
  const ring = study.zone.coordinates[0] ?? []
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
  const plane = createLocalPlane({
    lon: middle(ring.map(([lon]) => lon)),
    lat: middle(ring.map(([, lat]) => lat)),
  })
  const zone: Zone = ring
    .slice(0, -1)
    .map(([lon, lat]) => ({ x: toEastM(plane, lon), y: toNorthM(plane, lat) }))
  const cells = cellsOf(zone, study.cellM)
  if (cells.xs.length === 0) throw new Unanswerable('the zone holds no square: make the squares smaller')
  const elevations = readElevations(task.terrainFolder, reach(sites))
  const total = sites.length + 2
  const seen = sites.map((placed, n) => {
    progress(n, total)
    return look(placed, study, plane, cells, elevations)
  })
  progress(sites.length, total)
  const standing = seen.filter(({ placed }) => !placed.candidate)
  const zoned = zoneCoverage(
    cells,
    standing.map((s) => s.cells),
  )
  const areaOf = (covered: Uint8Array): number =>
    (covered.reduce((sum, c) => sum + c, 0) * cells.areaM2) / M2_PER_KM2
  return {
    at,
    elevations: [...elevations.names],
    sites: seen.map(({ placed, antennaM, coverage, cells: covered }) => ({
      site: placed.id,
      name: placed.body.name,
      candidate: placed.candidate,
      position: placed.body.position,
      antennaM,
      terrain: coverage.terrain,
      outline: outlineOf(coverage, plane),
      seesKm2: areaOf(covered),
    })),
    grid: gridOf(
      zone,
      cells,
      standing.map((s) => s.cells),
      plane,
      study.cellM,
    ),
    zoneKm2: zoned.zoneM2 / M2_PER_KM2,
    seenKm2: zoned.unionM2 / M2_PER_KM2,
    gapKm2: zoned.gapM2 / M2_PER_KM2,
    byCountKm2: zoned.byCountM2.map((m2) => m2 / M2_PER_KM2),
    ...compare(seen, cells, study.budget),
    engine: ENGINE_NAME,
  }
}

/** Around every site as far as its radar is instrumented. */
function reach(sites: readonly Placed[]): Box {
  const boxes = sites.map(({ body: { position, radar } }) => {
    const plane = createLocalPlane(position)
    const m = radar.rangeNm * METRES_PER_NM
    const { lon, lat } = position
    const [east, north] = [m / plane.eastMPerDeg, m / plane.northMPerDeg]
    return { west: lon - east, east: lon + east, south: lat - north, north: lat + north }
  })
  return {
    west: Math.min(...boxes.map((b) => b.west)),
    south: Math.min(...boxes.map((b) => b.south)),
    east: Math.max(...boxes.map((b) => b.east)),
    north: Math.max(...boxes.map((b) => b.north)),
  }
}

function look(
  placed: Placed,
  { target, sea }: StudyTask['study'],
  plane: LocalPlane,
  cells: ZoneCells,
  elevations: Elevations,
): Seen {
  const { position, groundM, mastM, radar, name } = placed.body
  const ground = groundM ?? elevations.at(position.lat, position.lon)
  if (ground === null)
    throw new Unanswerable(
      `${name}: its ground above the sea is not entered, and no terrain data is loaded there`,
    )
  const antennaM = Math.max(0, ground) + mastM
  const height =
    elevations.names.length === 0
      ? null
      : (x: number, y: number) => {
          const { lat, lon } = fromPlane(plane, x, y)
          return elevations.at(lat, lon)
        }
  const coverage = coverageOf(
    {
      id: placed.id,
      x: toEastM(plane, position.lon),
      y: toNorthM(plane, position.lat),
      radar: asEngine(radar, antennaM),
    },
    target,
    // Significant wave height is four standard deviations of the surface (WMO-No. 702, 1.3).
    sea === null ? null : { state: sea.state, waveRmsM: sea.significantWaveM / 4 },
    height,
  )
  return { placed, antennaM, coverage, cells: coveredCells(cells, coverage) }
}

function asEngine(radar: RadarSite['radar'], heightM: number): RadarParameters {
  return {
    peakPowerW: radar.peakPowerW,
    gainDb: radar.gainDb,
    frequencyHz: radar.frequencyMhz * 1e6,
    pulseSeconds: radar.pulseUs * 1e-6,
    pulses: radar.pulses,
    noiseFigureDb: radar.noiseFigureDb,
    lossesDb: radar.lossesDb,
    falseAlarmProbability: radar.falseAlarmProbability,
    azimuthBeamRad: (radar.azimuthBeamDeg * Math.PI) / 180,
    polarisation: radar.polarisation,
    heightM,
    rangeM: radar.rangeNm * METRES_PER_NM,
  }
}

const degrees = (value: number): number => Number(value.toFixed(METRE_DECIMALS))

function outlineOf(coverage: SiteCoverage, plane: LocalPlane): [number, number][] {
  const points = coverage.polygon().map(({ x, y }): [number, number] => {
    const { lon, lat } = fromPlane(plane, x, y)
    return [degrees(lon), degrees(lat)]
  })
  return points[0] === undefined ? [] : [...points, points[0]]
}

/** Squares of the zone as runs with the same number of radars, in degrees. */
function gridOf(
  zone: Zone,
  cells: ZoneCells,
  covered: readonly Uint8Array[],
  plane: LocalPlane,
  cellM: number,
): StudyResult['grid'] {
  const [west, south] = [Math.min(...zone.map(({ x }) => x)), Math.min(...zone.map(({ y }) => y))]
  const corner = fromPlane(plane, west, south)
  const runs: [number, number, number, number][] = []
  for (let n = 0; n < cells.xs.length; n++) {
    const column = Math.floor((cells.xs[n]! - west) / cellM)
    const row = Math.floor((cells.ys[n]! - south) / cellM)
    const count = covered.reduce((sum, one) => sum + one[n]!, 0)
    const last = runs.at(-1)
    if (last !== undefined && last[0] === row && last[1] + last[2] === column && last[3] === count) last[2]++
    else runs.push([row, column, 1, count])
  }
  return {
    west: corner.lon,
    south: corner.lat,
    cellLon: cellM / plane.eastMPerDeg,
    cellLat: cellM / plane.northMPerDeg,
    runs,
  }
}

/** Candidates by gap closed per cost, and the best selection for the budget. */
function compare(
  seen: readonly Seen[],
  cells: ZoneCells,
  budget: number | null,
): Pick<StudyResult, 'ranked' | 'best' | 'uncosted'> {
  const already = new Uint8Array(cells.xs.length)
  for (const { placed, cells: covered } of seen)
    if (!placed.candidate) for (let n = 0; n < covered.length; n++) already[n]! |= covered[n]!
  const candidates = seen.filter(({ placed }) => placed.candidate)
  const priced = candidates.flatMap(({ placed, cells: covered }) =>
    placed.body.cost === null ? [] : [{ id: placed.id, cost: placed.body.cost, covered }],
  )
  const km2 = (count: number): number => (count * cells.areaM2) / M2_PER_KM2
  const nameOf = new Map(candidates.map(({ placed }) => [placed.id, placed.body.name]))
  const exact = budget === null ? null : selectExact(priced, already, budget)
  return {
    ranked: rankGreedy(priced, already).map(({ id, cost, gained }) => ({
      site: id,
      name: nameOf.get(id) ?? id,
      cost,
      closedKm2: km2(gained),
    })),
    best: exact === null ? null : { sites: [...exact.ids], cost: exact.cost, closedKm2: km2(exact.closed) },
    uncosted: candidates.flatMap(({ placed }) => (placed.body.cost === null ? [placed.body.name] : [])),
  }
}
