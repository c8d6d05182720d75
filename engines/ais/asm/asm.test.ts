import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../encode/encode.ts'
import type { AisMessage } from '../message/message.ts'
import { pack, type Packed } from '../testing/bits.ts'
import { decodeText } from '../testing/decode.ts'
import type { AsmContent } from './content.ts'

const LON = -61 * 60_000
const LAT = 14 * 60_000

function contentOf(message: AisMessage): AsmContent | null {
  const decoded = decodeText(encode(message).join('\n')).reports[0]?.message
  if (decoded?.type !== 6 && decoded?.type !== 8) throw new Error('no binary message came back')
  return decoded.content
}

const broadcast = (dac: number, fid: number, fields: readonly Packed[]): AisMessage => ({
  type: 8,
  repeat: 0,
  mmsi: 3430001,
  dac,
  fid,
  content: null,
  ...pack(fields),
})

const addressed = (dac: number, fid: number, fields: readonly Packed[]): AisMessage => ({
  type: 6,
  repeat: 0,
  mmsi: 3430001,
  seqno: 1,
  destMmsi: 343000001,
  retransmit: false,
  dac,
  fid,
  content: null,
  ...pack(fields),
})

const NOTICE_HEAD: readonly Packed[] = [
  [101, 10],
  [75, 7],
  [11, 4],
  [24, 5],
  [3, 5],
  [20, 6],
  [120, 18],
]
const point: readonly Packed[] = [
  [LON, 25],
  [LAT, 24],
  [4, 3],
]
const leg = (halfDegrees: number, distance: number): Packed[] => [
  [halfDegrees, 10],
  [distance, 10],
]
const none = leg(720, 0)
const AREAS: readonly Packed[] = [
  // circle, scale 10
  ...([[0, 3], [1, 2], ...point, [500, 12], [0, 18]] as const),
  // rectangle, scale 1
  ...([[1, 3], [0, 2], ...point, [200, 8], [100, 8], [45, 9], [0, 5]] as const),
  // sector, scale 100
  ...([[2, 3], [2, 2], ...point, [30, 12], [90, 9], [180, 9]] as const),
  // polyline of two points, scale 1000
  ...([[3, 3], [3, 2], ...leg(90, 7), ...leg(181, 5), ...none, ...none, [0, 2]] as const),
  // polygon of three, scale 1
  ...([[4, 3], [0, 2], ...leg(0, 100), ...leg(180, 100), ...leg(360, 100), ...none, [0, 2]] as const),
  ...([
    [5, 3],
    ['PERSON IN SEA', 84],
  ] as const),
]

describe('area notice', () => {
  const expected = {
    name: 'areaNotice',
    fields: {
      linkage: 101,
      notice: 75,
      month: 11,
      day: 24,
      hour: 3,
      minute: 20,
      durationMin: 120,
      areas: [
        { shape: 'circle', lon: -61, lat: 14, precision: 4, radiusM: 5000 },
        { shape: 'rectangle', lon: -61, lat: 14, precision: 4, eastM: 200, northM: 100, orientationDeg: 45 },
        { shape: 'sector', lon: -61, lat: 14, precision: 4, radiusM: 3000, leftDeg: 90, rightDeg: 180 },
        {
          shape: 'polyline',
          points: [
            { bearingDeg: 45, distanceM: 7000 },
            { bearingDeg: 90.5, distanceM: 5000 },
          ],
        },
        {
          shape: 'polygon',
          points: [
            { bearingDeg: 0, distanceM: 100 },
            { bearingDeg: 90, distanceM: 100 },
            { bearingDeg: 180, distanceM: 100 },
          ],
        },
        { shape: 'text', text: 'PERSON IN SEA' },
      ],
    },
  }

  it('gives every kind of sub-area in metres and degrees, broadcast and addressed', () => {
    expect(contentOf(broadcast(1, 22, [...NOTICE_HEAD, ...AREAS]))).toEqual(expected)
    expect(contentOf(addressed(1, 23, [...NOTICE_HEAD, ...AREAS]))).toEqual(expected)
  })

  it('is not read when it is shorter than one sub-area', () => {
    expect(contentOf(broadcast(1, 22, [...NOTICE_HEAD, ...AREAS.slice(0, 3)]))).toBeNull()
  })
})

describe('environmental message', () => {
  it('gives each sensor report by its kind', () => {
    const head = (kind: number): Packed[] => [
      [kind, 4],
      [24, 5],
      [3, 5],
      [20, 6],
      [9, 7],
    ]
    const fields: Packed[] = [
      ...head(1),
      ['CASTRIES', 84],
      [0, 1],
      ...head(2),
      ...([
        [22, 7],
        [31, 7],
        [85, 9],
        [90, 9],
        [1, 3],
        [122, 7],
        [122, 7],
        [360, 9],
      ] as const),
      ...([
        [0, 5],
        [24, 5],
        [60, 6],
        [255, 8],
        [0, 3],
      ] as const),
      ...head(3),
      ...([
        [0, 1],
        [-25, 16],
        [1, 2],
        [6, 5],
        [1, 3],
        [0, 1],
        [-32768, 16],
      ] as const),
      ...([
        [0, 5],
        [24, 5],
        [60, 6],
        [255, 8],
        [0, 17],
      ] as const),
    ]
    expect(contentOf(broadcast(1, 26, fields))).toMatchObject({
      name: 'environment',
      fields: {
        reports: [
          { report: 'station', site: 9, day: 24, hour: 3, minute: 20, station: 'CASTRIES' },
          {
            report: 'wind',
            windSpeedKn: 22,
            windGustKn: 31,
            windDirectionDeg: 85,
            forecastSpeedKn: null,
            forecastDay: null,
          },
          {
            report: 'waterLevel',
            absolute: false,
            waterLevelM: -0.25,
            trend: 1,
            datum: 6,
            forecastLevelM: null,
          },
        ],
      },
    })
  })
})

describe('other applications', () => {
  it('reads a route', () => {
    const fields: Packed[] = [
      ...([
        [7, 10],
        [1, 3],
        [2, 5],
        [11, 4],
        [24, 5],
        [24, 5],
        [60, 6],
        [262143, 18],
        [2, 5],
      ] as const),
      ...([
        [-61 * 600_000, 28],
        [14 * 600_000, 27],
        [-60 * 600_000, 28],
        [13 * 600_000, 27],
      ] as const),
    ]
    const expected = {
      name: 'route',
      fields: {
        linkage: 7,
        sender: 1,
        routeType: 2,
        month: 11,
        day: 24,
        hour: null,
        minute: null,
        durationMin: null,
        waypointCount: 2,
        waypoints: [
          { lon: -61, lat: 14 },
          { lon: -60, lat: 13 },
        ],
      },
    }
    expect(contentOf(broadcast(1, 27, fields))).toEqual(expected)
    expect(contentOf(addressed(1, 28, fields))).toEqual(expected)
  })

  it('reads VTS targets by their kind of identifier', () => {
    const target = (id: readonly Packed[]): Packed[] => [
      ...id,
      ...([
        [0, 4],
        [LAT, 24],
        [LON, 25],
        [360, 9],
        [12, 6],
        [255, 10],
      ] as const),
    ]
    const fields = [
      ...target([
        [0, 2],
        [0, 12],
        [343000001, 30],
      ]),
      ...target([
        [2, 2],
        ['J6ABC', 42],
      ]),
    ]
    expect(contentOf(broadcast(1, 17, fields))).toEqual({
      name: 'targets',
      fields: {
        targets: [
          { idType: 'mmsi', id: 343000001, lat: 14, lon: -61, courseDeg: null, second: 12, speedKn: null },
          { idType: 'callsign', id: 'J6ABC', lat: 14, lon: -61, courseDeg: null, second: 12, speedKn: null },
        ],
      },
    })
  })

  it('reads linked and plain text, persons and water levels', () => {
    expect(
      contentOf(
        broadcast(1, 29, [
          [5, 10],
          ['BUOY ADRIFT', 66],
        ]),
      )?.fields,
    ).toEqual({ linkage: 5, text: 'BUOY ADRIFT' })
    expect(
      contentOf(
        broadcast(1, 0, [
          [1, 1],
          [9, 11],
          ['HELLO', 30],
        ]),
      )?.fields,
    ).toEqual({
      acknowledge: true,
      sequence: 9,
      text: 'HELLO',
    })
    expect(
      contentOf(
        addressed(1, 16, [
          [123, 13],
          [0, 35],
        ]),
      )?.fields,
    ).toEqual({ persons: 123 })
    expect(
      contentOf(
        addressed(200, 55, [
          [5, 8],
          [8191, 13],
          [3, 8],
          [0, 51],
        ]),
      )?.fields,
    ).toEqual({
      crew: 5,
      passengers: null,
      personnel: 3,
    })
    const gauges: Packed[] = [
      ['NL', 12],
      ...[1, 2, 3, 4].flatMap((n): Packed[] => [
        [n, 11],
        [-n * 10, 14],
      ]),
    ]
    expect(contentOf(broadcast(200, 24, gauges))?.fields).toEqual({
      country: 'NL',
      gauges: [1, 2, 3, 4].map((n) => ({ gauge: n, levelCm: -n * 10 })),
    })
  })

  it('leaves an unknown application as its data', () => {
    expect(contentOf(broadcast(366, 56, [[0, 32]]))).toBeNull()
  })
})

const KNOWN: readonly (readonly ['a' | 'b', number, number])[] = [
  ['b', 1, 11],
  ['a', 1, 12],
  ['b', 1, 13],
  ['a', 1, 14],
  ['b', 1, 15],
  ['b', 1, 16],
  ['b', 1, 17],
  ['a', 1, 18],
  ['b', 1, 19],
  ['a', 1, 20],
  ['b', 1, 21],
  ['b', 1, 22],
  ['a', 1, 23],
  ['b', 1, 24],
  ['a', 1, 25],
  ['b', 1, 26],
  ['b', 1, 27],
  ['a', 1, 28],
  ['b', 1, 29],
  ['a', 1, 30],
  ['b', 1, 31],
  ['a', 1, 32],
  ['b', 200, 10],
  ['a', 200, 21],
  ['a', 200, 22],
  ['b', 200, 23],
  ['b', 200, 24],
  ['b', 200, 40],
  ['a', 200, 55],
  ['a', 235, 10],
  ['a', 250, 10],
]

describe('any data', () => {
  it.each(KNOWN)('of %s %i/%i is read without a value that is not finite', (kind, dac, fid) => {
    let read = 0
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 115, size: 'max' }), (data) => {
        const raw: Packed[] = Array.from(data, (byte) => [byte, 8])
        const content = contentOf(kind === 'a' ? addressed(dac, fid, raw) : broadcast(dac, fid, raw))
        if (content === null) return
        read++
        expect(JSON.stringify(content)).not.toMatch(/NaN|Infinity/)
        expect(everyNumberFinite(content.fields)).toBe(true)
      }),
      { numRuns: 60 },
    )
    expect(read).toBeGreaterThan(0)
  })
})

function everyNumberFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(everyNumberFinite)
  return typeof value !== 'object' || value === null || Object.values(value).every(everyNumberFinite)
}
