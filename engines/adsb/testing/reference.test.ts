import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { airspeedErrorKn } from '../commb/plausible.ts'
import type { HeadingAndSpeed } from '../message/comm-b.ts'
import type { ModeSMessage } from '../message/message.ts'
import { messageOf, runDecoder } from './decode.ts'
import { dictionaryOf, type Dictionary } from './pymodes.ts'

const FOLDER = 'maritime/adsb'

/** pyModeS 3.3's decode of a recording, one object a message, in order. */
function reference(name: string): Dictionary[] {
  const path = sharedData(`${FOLDER}/${name}.pymodes3.jsonl`)
  if (path === null) throw new Error('BUG: only called where the data is')
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Dictionary)
}

function recording(name: string): Uint8Array {
  const path = sharedData(`${FOLDER}/${name}`)
  if (path === null) throw new Error('BUG: only called where the data is')
  return readFileSync(path)
}

/** Members that are not of the message itself, or texts for a number that is compared. */
const APART = new Set(['t', 'hex', 'nuc_p', 'wake_vortex', 'bds_candidates', 'latitude', 'longitude'])

function differences(theirs: Dictionary, ours: Dictionary): string[] {
  const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)].filter((key) => !APART.has(key)))
  return [...keys]
    .filter((key) => !same(theirs[key], ours[key]))
    .map((key) => `${key} ${String(theirs[key])}`)
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9
  return JSON.stringify(a) === JSON.stringify(b)
}

describe.runIf(sharedPresent)('recordings decoded as pyModeS 3.3 decodes them', () => {
  it('every field of 1,000 squitters', () => {
    const rows = reference('adsb_df17_a')
    const wrong = rows.flatMap((row) => differences(row, dictionaryOf(messageOf(String(row['hex'])))))
    expect(rows).toHaveLength(1000)
    expect(wrong).toEqual([])
  })

  it('every position it finds, from the text and from the Beast recording, and three times as many', () => {
    const rows = reference('adsb_df17_a')
    for (const form of ['csv', 'beast']) {
      const { reports, problems } = runDecoder(recording(`adsb_df17_a.${form}`), {}, 977)
      expect(problems).toEqual([])
      expect(reports).toHaveLength(rows.length)
      const positioned = rows.flatMap((row, n) =>
        typeof row['latitude'] === 'number' ? [{ row, ours: reports[n]!.position }] : [],
      )
      expect(positioned).toHaveLength(160)
      for (const { row, ours } of positioned) {
        expect(ours?.lat).toBeCloseTo(Number(row['latitude']), 9)
        expect(ours?.lon).toBeCloseTo(Number(row['longitude']), 9)
      }
      expect(reports.filter((report) => report.position !== null).length).toBeGreaterThan(450)
      expect(reports.filter((report) => report.refused === 'motion')).toEqual([])
    }
  })

  it('every field of 5,000 Comm-B replies; where it takes another register, airspeed, Mach number and altitude settle it', () => {
    const rows = reference('commb_df20').map((row) => ({ row, message: messageOf(String(row['hex'])) }))
    const other = rows.filter(({ row, message }) => differences(row, dictionaryOf(message)).length > 0)
    const settled = other.filter((one) => airspeedRefutesTheirs(one) || airspeedProvesOurs(one))
    expect(rows).toHaveLength(5000)
    expect(other.filter((one) => !settled.includes(one))).toEqual([])
    // 1.04 % of the replies: the reference itself names our register as its other candidate for each.
    expect(other.length).toBeLessThanOrEqual(52)
    for (const { row, message } of other) expect(row['bds_candidates']).toContain(registerOf(message))
  })

  it('the earlier decode by pyModeS 2 of 400 messages', () => {
    const golden = JSON.parse(new TextDecoder().decode(recording('golden_pyModeS2.json'))) as Record<
      string,
      Dictionary
    >
    const keys = [
      'df',
      'typecode',
      'altitude',
      'groundspeed',
      'track',
      'vertical_rate',
      'cpr_format',
      'category',
    ]
    const wrong = Object.entries(golden).flatMap(([hex, theirs]) => {
      const ours = dictionaryOf(messageOf(hex))
      return keys
        .filter((key) => key in theirs && theirs['df'] === 17 && !same(theirs[key], ours[key]))
        .map((key) => `${hex} ${key} ${String(theirs[key])} ${String(ours[key])}`)
    })
    expect(Object.keys(golden)).toHaveLength(400)
    expect(wrong).toEqual([])
    const registers = Object.entries(golden).filter(([, theirs]) => theirs['df'] === 20)
    const missed = registers.filter(([hex, theirs]) => {
      const message = messageOf(hex)
      // It names every register that may be, e.g. "BDS17,BDS45".
      const named = (typeof theirs['bds'] === 'string' ? theirs['bds'] : '').replaceAll(
        /BDS(.)(.),?/g,
        '$1,$2 ',
      )
      return named !== '' && !named.includes(String(registerOf(message)))
    })
    expect(missed).toEqual([])
  })
})

describe.runIf(!sharedPresent)('recordings decoded as pyModeS 3.3 decodes them (data absent)', () => {
  it('cannot be compared', () => {
    expect(sharedData(`${FOLDER}/adsb_df17_a.csv`)).toBeNull()
  })
})

interface Row {
  row: Dictionary
  message: ModeSMessage
}

function registerOf(message: ModeSMessage): string | undefined {
  return 'commB' in message ? message.commB.readings[0]?.register : undefined
}

/** The reference took register 6,0 with an airspeed that its own Mach number and the reply's altitude exclude. */
function airspeedRefutesTheirs({ row }: Row): boolean {
  if (row['bds'] !== '6,0') return false
  const reading: HeadingAndSpeed = {
    register: '6,0',
    magneticHeadingDeg: null,
    indicatedAirspeedKn: Number(row['indicated_airspeed']),
    mach: Number(row['mach']),
    barometricRateFtMin: null,
    inertialRateFtMin: null,
  }
  return (airspeedErrorKn(reading, Number(row['altitude'])) ?? 0) > 20
}

/** We took register 6,0 and its airspeed is that of its Mach number at the reply's altitude, within 3 kt. */
function airspeedProvesOurs({ row, message }: Row): boolean {
  const reading = 'commB' in message ? message.commB.readings[0] : undefined
  if (reading?.register !== '6,0') return false
  return (airspeedErrorKn(reading, Number(row['altitude'])) ?? Number.POSITIVE_INFINITY) <= 3
}
