import { avrLine, beastFrame, sbsLine } from '@basinet/adsb'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../tests/data/shared.ts'
import { decodeAdsb } from './adsb.ts'
import { runVerb } from './testing.ts'

const IDENT = Buffer.from('8D4840D6202CC371C32CE0576098', 'hex')
const SBS = sbsLine({
  transmission: 5,
  address: 0x4840d6,
  generatedMs: 1_457_996_400_000,
  loggedMs: 1_457_996_400_000,
  callsign: null,
  altitudeFt: 35_000,
  groundSpeedKn: null,
  trackDeg: null,
  lat: null,
  lon: null,
  verticalRateFtMin: null,
  squawk: null,
  alert: null,
  emergency: null,
  spi: null,
  onGround: false,
})

describe('basinet decode adsb', () => {
  it.each([
    ['Beast binary', Buffer.concat([beastFrame(IDENT), beastFrame(IDENT)]), 'byte', 0],
    ['AVR lines', Buffer.from(`# a log\n\n${avrLine(IDENT)}\n`), 'line', 3],
    ['SBS (BaseStation) lines', Buffer.from(`${SBS}\n`), 'line', 1],
  ] as const)('knows %s and says so, however it is cut', async (name, bytes, unit, at) => {
    for (const piece of [1, 5, 4096]) {
      const { code, objects, err } = await runVerb(decodeAdsb, ['-'], bytes, piece)
      expect(code).toBe(0)
      expect(objects[0]).toMatchObject({ icao: '4840D6', [unit]: at })
      expect(err).toContain(`format ${name}\n`)
    }
  })

  it('prints the message, and the errors in their place by byte or line', async () => {
    const damaged = Buffer.from(IDENT).fill(0xff, 6, 8)
    const lines = await runVerb(
      decodeAdsb,
      ['-'],
      `${avrLine(IDENT)}\n${avrLine(damaged)}\n*8D;\n${avrLine(IDENT)}\n`,
    )
    expect(lines.objects.map((object) => object['class'] ?? object['df'])).toEqual([17, 'ERROR', 'ERROR', 17])
    expect(lines.objects[0]).toMatchObject({ squitter: { kind: 'identification', callsign: 'KLM1023' } })
    expect(lines.objects[1]).toMatchObject({ line: 2, code: 'frame.parity' })
    expect(lines.objects[2]).toMatchObject({ line: 3 })
    expect(lines.err).toContain('frames 3, messages 2')
    const beast = await runVerb(
      decodeAdsb,
      ['-'],
      Buffer.concat([beastFrame(IDENT), Buffer.of(0x1a, 0x33, 9)]),
    )
    expect(beast.objects[1]).toMatchObject({ class: 'ERROR', byte: 23, code: 'beast.truncated' })
    const sbs = await runVerb(decodeAdsb, ['-'], `${SBS}\nMSG,5\n`)
    expect(sbs.objects[1]).toMatchObject({ class: 'ERROR', line: 2, code: 'sbs.format' })
  })

  it('refuses wrong usage and what it cannot read', async () => {
    expect(await runVerb(decodeAdsb, [], '')).toMatchObject({ code: 2 })
    expect(await runVerb(decodeAdsb, ['-', '--loud'], '')).toMatchObject({ code: 2 })
    expect(await runVerb(decodeAdsb, ['/nonexistent/a.beast'], '')).toMatchObject({ code: 1 })
    expect(await runVerb(decodeAdsb, ['-'], '')).toMatchObject({ code: 0, objects: [] })
  })
})

const recordings = ['adsb_df17_a.beast', 'adsb_df17_a.csv'].map((name) => sharedData(`maritime/adsb/${name}`))

describe('the recording in both forms', () => {
  it.runIf(recordings[0] !== null)('gives the same messages and positions', async () => {
    const [beast, lines] = await Promise.all(recordings.map((path) => runVerb(decodeAdsb, [path ?? ''], '')))
    expect(beast!.err).toContain('messages 1000')
    const squitters = (run: typeof beast): unknown[] => run!.objects.map((object) => object['squitter'])
    expect(squitters(beast)).toEqual(squitters(lines))
  })

  it.runIf(recordings[0] === null)('is absent (data absent)', () => {
    expect(recordings).toEqual([null, null])
  })
})
