import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../encode/encode.ts'
import type { AisMessage } from '../message/message.ts'
import { pack, type Packed } from '../testing/bits.ts'
import { GpsdStream } from './stream.ts'

function jsonOf(message: AisMessage, scaled: boolean): string {
  const stream = new GpsdStream(() => undefined, { scaled })
  stream.push(Buffer.from(`${encode(message).join('\n')}\n`))
  stream.end()
  return Buffer.from(stream.take()).toString('latin1').trim()
}

const message = (type: 6 | 8, dac: number, fid: number, data: Uint8Array, bits: number): AisMessage =>
  type === 8
    ? { type, repeat: 0, mmsi: 3430001, dac, fid, content: null, data, bits }
    : {
        type,
        repeat: 0,
        mmsi: 3430001,
        seqno: 0,
        destMmsi: 343000001,
        retransmit: false,
        dac,
        fid,
        content: null,
        data,
        bits,
      }

/** Type, application, data bits gpsd takes it with, members it then has beyond the head. */
const FORMS: readonly (readonly [6 | 8, number, number, number, readonly string[]])[] = [
  [
    6,
    1,
    12,
    272,
    ['lastport', 'departure', 'nextport', 'eta', 'dangerous', 'imdcat', 'unid', 'amount', 'unit'],
  ],
  [6, 1, 14, 288, ['month', 'day', 'tidals']],
  [6, 1, 15, 16, ['airdraught']],
  [6, 1, 16, 48, ['persons']],
  [6, 1, 18, 272, ['linkage', 'arrival', 'portname', 'destination', 'lon', 'lat']],
  [
    6,
    1,
    20,
    272,
    ['linkage', 'berth_length', 'berth_name', 'berth_lon', 'berth_lat', 'berth_depth', 'future2'],
  ],
  [6, 1, 23, 144, ['data']],
  [6, 1, 25, 48, ['unit', 'amount', 'cargos']],
  [6, 1, 28, 176, ['linkage', 'sender', 'rtype', 'rtype_text', 'start', 'duration', 'waypoints']],
  [6, 1, 30, 80, ['linkage', 'text']],
  [6, 1, 32, 272, ['month', 'day', 'tidals']],
  [6, 200, 21, 160, ['country', 'locode', 'section', 'terminal', 'hectometre', 'eta', 'tugs', 'airdraught']],
  [
    6,
    200,
    22,
    144,
    ['country', 'locode', 'section', 'terminal', 'hectometre', 'eta', 'status', 'status_text'],
  ],
  [6, 200, 55, 80, ['crew', 'passengers', 'personnel']],
  [6, 235, 10, 48, ['off_pos', 'alarm', 'stat_ext', 'ana_int', 'racon_text', 'light_text']],
  [8, 1, 11, 296, ['lat', 'lon', 'timestamp', 'airtemp', 'ice_text']],
  [8, 1, 13, 416, ['reason', 'closefrom', 'closeto', 'radius', 'extunit', 'from', 'to']],
  [8, 1, 15, 16, ['airdraught']],
  [8, 1, 17, 248, ['targets']],
  [8, 1, 19, 304, ['linkage', 'station', 'lon', 'lat', 'signal_text', 'nextsignal', 'nextsignal_text']],
  [8, 1, 22, 144, ['data']],
  [8, 1, 27, 176, ['linkage', 'sender', 'rtype', 'rtype_text', 'start', 'duration', 'waypoints']],
  [8, 1, 29, 80, ['linkage', 'text']],
  [8, 1, 31, 304, ['lat', 'lon', 'accuracy', 'timestamp', 'visgreater', 'ice']],
  [
    8,
    200,
    23,
    200,
    ['start', 'end', 'start_lon', 'warning_text', 'min', 'max', 'intensity_text', 'wind_text'],
  ],
  [8, 200, 24, 112, ['country', 'gauges']],
  [8, 200, 40, 112, ['lon', 'lat', 'form', 'facing', 'direction_text', 'status', 'status_text']],
  [8, 366, 56, 32, ['data']],
]

describe('application messages in gpsd JSON', () => {
  it.each(FORMS)('%i %i/%i: well formed with the members gpsd gives it', (type, dac, fid, bits, members) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: bits / 8, maxLength: bits / 8 }),
        fc.boolean(),
        (data, scaled) => {
          const text = jsonOf(message(type, dac, fid, data, bits), scaled)
          const object = JSON.parse(text) as Record<string, unknown>
          expect(object).toMatchObject({ class: 'AIS', type, dac, fid, scaled })
          expect(Object.keys(object)).toEqual(expect.arrayContaining([...members]))
          // A member written twice would vanish in JSON.parse.
          const top = text.replace(/:"(?:[^"\\]|\\.)*"/g, ':""').replace(/\[.*\]/, '[]')
          expect([...top.matchAll(/"(\w+)":/g)].length).toBe(Object.keys(object).length)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('writes a weather station in units, a level below the datum as negative', () => {
    const fields: Packed[] = [
      ...([
        [-61 * 60_000, 25],
        [14 * 60_000, 24],
        [1, 1],
        [24, 5],
        [3, 5],
        [20, 6],
      ] as const),
      ...([
        [22, 7],
        [31, 7],
        [85, 9],
        [90, 9],
        [285, 11],
        [78, 7],
        [241, 10],
        [214, 9],
        [2, 2],
      ] as const),
      ...([
        [0, 1],
        [60, 7],
        [975, 12],
        [0, 2],
        [12, 8],
        [270, 9],
        [255, 8],
        [360, 9],
        [31, 5],
      ] as const),
      ...([
        [255, 8],
        [360, 9],
        [31, 5],
        [14, 8],
        [6, 6],
        [80, 9],
        [255, 8],
        [63, 6],
        [360, 9],
      ] as const),
      ...([
        [4, 4],
        [279, 10],
        [7, 3],
        [350, 9],
        [0, 2],
        [0, 10],
      ] as const),
    ]
    const { data, bits } = pack(fields)
    expect(JSON.parse(jsonOf(message(8, 1, 31, data, bits), true))).toMatchObject({
      lat: 14,
      lon: -61,
      accuracy: true,
      timestamp: '24T03:20Z',
      wspeed: 22,
      airtemp: 28.5,
      dewpoint: 24.1,
      pressure: 1013,
      visibility: 6,
      waterlevel: -0.2,
      cspeed: 1.2,
      watertemp: 27.9,
      salinity: 35,
      ice: 'no',
    })
  })
})
