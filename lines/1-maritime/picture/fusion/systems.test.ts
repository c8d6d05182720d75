import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encode, type AsterixRecord } from '@basinet/asterix'
import { eastMPerDeg, geodesicDistanceM, northMPerDeg } from '@basinet/geodesy'
import type { FeedConfig } from '@basinet/kernel/feeds'
import { sharedData, sharedPresent } from '../../../../tests/data/shared.ts'
import { aircraftKey, contactKind } from '../contract/contact-key.ts'
import type { AircraftReport } from './aircraft-report.ts'
import { momentOf } from './asterix-time.ts'
import { createFusionConsumer, type FusionSinks } from './consumers.ts'
import { ellipseOf, varianceOfEllipse } from './ellipse.ts'
import type { FusedContact } from './fusion.ts'
import { SystemJoin } from './join-systems.ts'
import { RadarDesk } from './radar-desk.ts'
import type { RadarPlot } from './radar-plot.ts'
import type { SystemReport } from './system-report.ts'
import { SystemTracks } from './system-tracks.ts'

const SEED = Number(process.env['BASINET_SEED'] ?? Date.now() % 1_000_000)
const NOW = Date.UTC(2026, 10, 24, 13, 20)
const TIME_OF_DAY = (NOW / 1000) % 86_400
const FEED = {
  id: 'feed-1',
  station: 'ACC',
  content: 'asterix',
  time: 'station',
  transport: { kind: 'udp', port: 8600 },
} as unknown as FeedConfig
const PLACE = { lon: -61, lat: 14 }
const SYSTEM: AsterixRecord = {
  cat: 62,
  edition: '1.18',
  I010: { SAC: 20, SIC: 5 },
  I070: TIME_OF_DAY,
  I105: { LAT: 14, LON: -61 },
  I185: { VX: 100, VY: 0 },
  I040: 321,
  I080: { MON: 0, SPI: 0, MRH: 0, SRC: 0, CNF: 0 },
  I290: { PSR: 2, SSR: 2 },
  I500: { APC: { X: 60, Y: 40 } },
}

interface Taken {
  readonly plots: RadarPlot[]
  readonly aircraft: AircraftReport[]
  readonly tracks: SystemReport[]
  readonly marks: number[]
  readonly video: number[]
}
const empty = (): Taken => ({ plots: [], aircraft: [], tracks: [], marks: [], video: [] })
const into = (found: Taken): FusionSinks => ({
  simulated: false,
  plot: (_, plot) => found.plots.push(plot),
  northMark: (_, __, ___, seconds) => found.marks.push(seconds ?? 0),
  aircraft: (_, report) => found.aircraft.push(report),
  systemTrack: (_, report) => found.tracks.push(report),
  video: (_, record) => found.video.push(record.I020 ?? -1),
})

function taken(records: readonly AsterixRecord[]): Taken {
  const found = empty()
  const stream = createFusionConsumer(into(found)).open(FEED, 'one', () => undefined)
  for (const record of records) void stream.push(encode([record]), NOW)
  stream.end()
  return found
}

it('takes plots of category 001 with their truncated time, and north marks of 002', () => {
  const plot = (more: object): AsterixRecord => ({
    cat: 1,
    edition: '1.2',
    I010: { SAC: 20, SIC: 1 },
    I020: { TYP: 0, SIM: 0, SSRPSR: 3, ANT: 0, SPI: 0, RAB: 0 },
    I040: { RHO: 10, THETA: 90 },
    I090: { V: 0, G: 0, HGT: 100 },
    I141: (TIME_OF_DAY - 1) % 512,
    ...more,
  })
  const simulated = { I020: { TYP: 0, SIM: 1, SSRPSR: 1, ANT: 0, SPI: 0, RAB: 0 } }
  const mark: AsterixRecord = {
    cat: 2,
    edition: '1.0',
    I010: { SAC: 20, SIC: 1 },
    I000: 1,
    I030: TIME_OF_DAY,
    I041: 4,
  }
  const { plots, marks } = taken([plot({}), plot(simulated), mark])
  expect(plots).toHaveLength(1)
  expect(plots[0]).toMatchObject({ atMs: NOW - 1000, slantM: 18_520, answered: true, ofTrack: false })
  expect(plots[0]?.altitudeM).toBeCloseTo(3048, 0)
  expect(marks).toEqual([4])
})

it.runIf(sharedPresent)('takes real recordings: plots of 001, system tracks of 062', () => {
  const of = (file: string): Taken => {
    const found = empty()
    const recorded = { ...FEED, time: 'recorded', transport: { kind: 'file' } } as unknown as FeedConfig
    const stream = createFusionConsumer(into(found)).open(recorded, 'one', () => undefined)
    void stream.push(readFileSync(sharedData(`maritime/asterix/${file}`) ?? ''), NOW)
    stream.end()
    return found
  }
  const monoradar = of('cat_001_002.pcap')
  expect(monoradar.plots.length).toBeGreaterThan(0)
  expect(monoradar.plots.every(({ ofTrack, answered }) => ofTrack && answered)).toBe(true)
  const tracks = of('cat_062_065.pcap').tracks
  expect(tracks.map(({ air, radarAgeS }) => [air, radarAgeS])).toEqual([
    [true, 3.25],
    [true, 4],
  ])
  expect(tracks.every(({ lat, vx, vy }) => lat > 40 && lat < 42 && Math.hypot(vx, vy) < 400)).toBe(true)
})

it(`finds the moment of a truncated time of day, over midnight too (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * 86_400 }), fc.integer({ min: -200, max: 200 }), (at, late) => {
      const moment = (Date.UTC(2026, 0, 5) / 1000 + at) * 1000
      const remainder = ((moment / 1000) % 86_400) % 512
      // Near midnight two moments have one remainder: the last turn of a day is not whole.
      const rest = (moment / 1000) % 86_400
      fc.pre(rest > 712 && rest < 86_400 - 712)
      expect(momentOf(remainder, moment + late * 1000, true)).toBe(moment)
    }),
    { seed: SEED },
  )
  expect(momentOf(1, Date.UTC(2026, 0, 6) - 500, true)).toBe(Date.UTC(2026, 0, 6) + 1000)
})

it('takes aircraft of category 021 by its edition, and no vehicle or test', () => {
  const report = (more: object): AsterixRecord => ({
    cat: 21,
    edition: '2.4',
    I010: { SAC: 20, SIC: 9 },
    I040: { ATP: 0, ARC: 0, RC: 0, RAB: 0 },
    I080: 0x4b_12_34,
    I131: { LAT: 14.1, LON: -60.9 },
    I071: TIME_OF_DAY - 2,
    I145: 350,
    I160: { RE: 0, GS: 0.125, TA: 90 },
    I170: 'BW456',
    ...more,
  })
  const { aircraft } = taken([
    report({}),
    report({ I040: { ATP: 2, ARC: 0, RC: 0, RAB: 0 } }),
    report({ I040: { ATP: 0, ARC: 0, RC: 0, RAB: 1 } }),
    report({ I131: undefined }),
  ])
  expect(aircraft).toHaveLength(1)
  expect(aircraft[0]).toMatchObject({
    address: 0x4b_12_34,
    other: false,
    atMs: NOW - 2000,
    callsign: 'BW456',
  })
  expect(aircraft[0]?.sogKn).toBeCloseTo(450, 0)
  expect(aircraft[0]?.altitudeM).toBeCloseTo(10_668, 0)
})

it('takes system tracks with their own covariance, and no tentative or simulated one', () => {
  const status = { MON: 0, SPI: 0, MRH: 0, SRC: 0, CNF: 0 }
  const { tracks } = taken([
    SYSTEM,
    { ...SYSTEM, I080: { ...status, CNF: 1 } },
    { ...SYSTEM, I080: { ...status, SIM: 1, TSE: 0, TSB: 0, FPC: 0, AFF: 0, STP: 0, KOS: 0 } },
  ] as AsterixRecord[])
  expect(tracks).toHaveLength(1)
  expect(tracks[0]).toMatchObject({ number: 321, atMs: NOW, vx: 100, vy: 0, radarAgeS: 2, air: false })
  expect(tracks[0]?.variance).toEqual({ xx: 3600, yy: 1600, xy: 0 })
})

const report = (more: Partial<SystemReport> = {}): SystemReport => ({
  sac: 20,
  sic: 5,
  number: 321,
  atMs: NOW,
  ...PLACE,
  vx: 10,
  vy: 0,
  variance: { xx: 3600, yy: 3600, xy: 0 },
  sigmaSpeed: 1,
  address: null,
  callsign: null,
  altitudeM: null,
  air: false,
  radarAgeS: 2,
  adsbAgeS: null,
  ended: false,
  ...more,
})

const contact = (more: Partial<FusedContact> = {}): FusedContact => ({
  key: 343_900_001,
  track: 'A1',
  state: 'correlated',
  sinceMs: NOW - 60_000,
  atMs: NOW,
  ...PLACE,
  sogKn: 19.4,
  cogDeg: 90,
  ellipse: ellipseOf(2500, 0, 2500),
  air: false,
  ingredients: [{ kind: 'ais', radar: null, source: 7, lastMs: NOW, count: 9 }],
  ...more,
})

/** Looks at a craft and its track for so many reports, four seconds apart; gives the last look. */
function looks(
  times: number,
  at: (n: number) => { reports: readonly SystemReport[]; contacts: readonly FusedContact[] },
): FusedContact[] {
  const systems = new SystemTracks(NOW)
  const join = new SystemJoin()
  let last: FusedContact[] = []
  for (let n = 0; n < times; n++) {
    const atMs = NOW + n * 4000
    const { reports, contacts } = at(n)
    for (const one of reports) systems.take({ ...one, atMs }, 40, 'feed-1')
    last = join.join(contacts, systems.at(atMs))
  }
  return last
}

it('joins a track with the contact it agrees with three times, and is never surer than intersection', () => {
  const both = (): ReturnType<Parameters<typeof looks>[1]> => ({ reports: [report()], contacts: [contact()] })
  expect(looks(2, both)).toHaveLength(2)
  const [one, ...others] = looks(4, both)
  expect(others).toEqual([])
  expect(one?.ingredients.map(({ kind }) => kind)).toEqual(['ais', 'system'])
  // Of two equal circles the intersection is the better of the two, not their product: nothing is counted twice.
  const { xx, yy } = varianceOfEllipse(one!.ellipse)
  expect(Math.min(xx, yy)).toBeGreaterThan(2499)
})

it('keeps apart what goes elsewhere, and parts what has parted', () => {
  const away = report({ lon: PLACE.lon + 2000 / eastMPerDeg(14) })
  expect(looks(6, () => ({ reports: [away], contacts: [contact()] }))).toHaveLength(2)
  expect(looks(6, () => ({ reports: [report({ vx: -10 })], contacts: [contact()] }))).toHaveLength(2)
  const parting = looks(12, (n) => ({
    reports: [report({ lat: PLACE.lat + (n < 6 ? 0 : 1500 / northMPerDeg(14)) })],
    contacts: [contact()],
  }))
  expect(parting).toHaveLength(2)
})

it('one centre gives one track to a contact, two centres one each', () => {
  const two = looks(5, () => ({ reports: [report(), report({ number: 322 })], contacts: [contact()] }))
  expect(two).toHaveLength(2)
  const centres = looks(5, () => ({ reports: [report(), report({ sic: 6 })], contacts: [] }))
  expect(centres).toHaveLength(1)
  expect(centres[0]?.ingredients).toHaveLength(2)
})

it('an aircraft that says its address is joined at once, wherever the places are', () => {
  const air = { air: true, address: 0x4b_12_34, callsign: 'BW456', vx: 200 }
  const heard = contact({ key: aircraftKey(0x4b_12_34), track: null, air: true, state: 'cooperative-only' })
  const joined = looks(1, () => ({ reports: [report(air)], contacts: [heard] }))
  expect(joined).toHaveLength(1)
  expect(joined[0]).toMatchObject({ key: heard.key, state: 'correlated' })
  const alone = looks(1, () => ({ reports: [report({ ...air, radarAgeS: 60, adsbAgeS: 1 })], contacts: [] }))
  expect(alone[0]).toMatchObject({ state: 'cooperative-only', air: true })
  expect(contactKind(alone[0]!.key)).toBe('track')
})

it('runs a track on by its velocity, is less sure the longer it is silent, and ends it', () => {
  const systems = new SystemTracks(NOW)
  systems.take(report(), 40, 'feed-1')
  const [now] = systems.at(NOW)
  const [later] = systems.at(NOW + 20_000)
  expect(geodesicDistanceM(later!, PLACE)).toBeCloseTo(200, 0)
  expect(later!.variance.xx).toBeGreaterThan(now!.variance.xx)
  systems.take(report({ ended: true, atMs: NOW + 21_000 }), 40, 'feed-1')
  expect(systems.at(NOW + 21_000)).toEqual([])
  systems.take(report({ atMs: NOW + 22_000, variance: null }), 40, 'feed-1')
  expect(systems.at(NOW + 22_000)[0]!.variance.xx).toBeGreaterThan(200_000)
  expect(systems.at(NOW + 90_000)).toEqual([])
})

it('of a radar that sends plots and its own tracks, the plots count', () => {
  const desk = new RadarDesk()
  const plot: RadarPlot = {
    sac: 20,
    sic: 1,
    atMs: NOW,
    slantM: 9000,
    bearingDeg: 10,
    address: null,
    altitudeM: null,
    answered: false,
    ofTrack: false,
  }
  for (const ofTrack of [true, false, true]) desk.plot(FEED, 1, { ...plot, ofTrack })
  expect(desk.status(NOW)[0]?.plots).toBe(2)
})
