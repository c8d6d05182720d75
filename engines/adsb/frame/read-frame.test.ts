import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeParity } from '../crc/crc.ts'
import { messageOf } from '../testing/decode.ts'
import { frameBytes } from '../testing/hex.ts'
import { FrameReader } from './read-frame.ts'

const FULL = process.env['BASINET_FULL'] === '1'

describe('published frames', () => {
  it('of The 1090 Megahertz Riddle (J. Sun, 2nd ed., TU Delft OPEN 2021), sections 4 to 9', () => {
    expect(messageOf('8D4840D6202CC371C32CE0576098')).toMatchObject({
      df: 17,
      address: 0x4840d6,
      capability: 5,
      squitter: { kind: 'identification', category: 'A0', callsign: 'KLM1023' },
    })
    expect(messageOf('8D40621D58C382D690C8AC2863A7')).toMatchObject({
      squitter: {
        kind: 'airborne-position',
        typeCode: 11,
        altitudeFt: 38_000,
        cprLat: 93_000,
        cprLon: 51_372,
      },
    })
    expect(messageOf('8C4841753A9A153237AEF0F275BE')).toMatchObject({
      squitter: { kind: 'surface-position', groundSpeedKn: 17, trackDeg: 92.8125, cprOdd: true },
    })
    const ground = messageOf('8D485020994409940838175B284F')
    expect(ground).toMatchObject({
      squitter: { kind: 'ground-velocity', eastKn: -8, northKn: -159, verticalRateFtMin: -832 },
    })
    expect(messageOf('8DA05F219B06B6AF189400CBC33F')).toMatchObject({
      squitter: {
        kind: 'air-velocity',
        headingDeg: 243.984375,
        airspeedKn: 375,
        airspeedType: 'true',
        verticalRateSource: 'barometric',
        verticalRateFtMin: -2304,
      },
    })
    expect(messageOf('2A00516D492B80')).toMatchObject({
      df: 5,
      address: 0x510af9,
      squawk: '0356',
      alert: true,
    })
  })

  it('of registers asked for in Comm-B (the same book, sections 15 to 18)', () => {
    expect(messageOf('A000029C85E42F313000007047D3')).toMatchObject({
      df: 20,
      altitudeFt: 3300,
      commB: { readings: [{ register: '4,0', mcpAltitudeFt: 3008, fmsAltitudeFt: 3008, pressureHpa: 1020 }] },
    })
    expect(messageOf('A000139381951536E024D4CCF6B5')).toMatchObject({
      commB: {
        readings: [
          {
            register: '5,0',
            rollDeg: 2.109375,
            trackDeg: 114.2578125,
            groundSpeedKn: 438,
            trueAirspeedKn: 424,
          },
        ],
      },
    })
    expect(messageOf('A00004128F39F91A7E27C46ADC21')).toMatchObject({
      commB: {
        readings: [
          { register: '6,0', magneticHeadingDeg: 42.71484375, indicatedAirspeedKn: 252, mach: 0.42 },
        ],
      },
    })
  })

  it('of surveillance, status and intent as pyModeS 3.3 reads them', () => {
    expect(messageOf('02E19838DA4A39')).toMatchObject({ df: 0, altitudeFt: 38_000, sensitivityLevel: 7 })
    expect(messageOf('80E1953058A90002C17C59E70A0B')).toMatchObject({
      df: 16,
      altitudeFt: 33_000,
      advisory: null,
    })
    expect(messageOf('5D484FDEA248F5')).toMatchObject({ df: 11, address: 0x484fde, interrogator: 22 })
    expect(messageOf('8DA2C1B6E112B600000000760759')).toMatchObject({
      squitter: { kind: 'emergency-status', emergency: 0, squawk: '6513' },
    })
    const { squitter } = messageOf('8DA05629EA21485CBF3F8CADAEEB') as { squitter?: unknown }
    expect(squitter).toMatchObject({
      kind: 'target-state',
      selectedAltitudeFt: 16_992,
      selectedAltitudeSource: 'mcp-fcu',
      selectedHeadingDeg: 66.796875,
      nacP: 9,
      sil: 3,
      autopilot: true,
      lnav: true,
      approach: false,
    })
    expect((squitter as { pressureHpa: number }).pressureHpa).toBeCloseTo(1012.8, 9)
  })

  it('recognises Comm-D and keeps its segment', () => {
    const frame = frameBytes('D6000102030405060708090A0B0C')
    frame[0] = 0xd6
    writeParity(frame, 0x343001)
    const reader = new FrameReader()
    expect(reader.read(frame, 0, 14)).toMatchObject({
      df: 24,
      address: 0x343001,
      control: 1,
      segment: 6,
      md: '000102030405060708 09'.replace(' ', ''),
    })
  })
})

describe('repair', () => {
  const long = frameBytes('8D40621D58C382D690C8AC2863A7')

  it('turns back any single wrong bit of a squitter and says which', () => {
    const whole = new FrameReader().read(long, 0, 14)
    for (let bit = 1; bit <= 112; bit++) {
      const damaged = long.slice()
      damaged[(bit - 1) >> 3]! ^= 0x80 >> ((bit - 1) & 7)
      expect(new FrameReader().read(damaged, 0, 14)).toEqual({ ...(whole as object), repairedBit: bit })
    }
  })

  it('does not turn a bit of the format when the frame is whole for a known address', () => {
    const damaged = long.slice()
    damaged[0]! ^= 0x20
    const reader = new FrameReader()
    const asked: number[] = []
    const other = reader.read(damaged, 0, 14, (address) => asked.push(address) > 0)
    expect(other).toMatchObject({ df: 21, repairedBit: 0, addressFrom: 'parity', address: asked[0] })
  })

  it('is left out when not wanted', () => {
    const damaged = long.slice()
    damaged[6]! ^= 1
    expect(new FrameReader({ repair: false }).read(damaged, 0, 14)).toBe('frame.parity')
  })

  it('reads the interrogator under the parity of DF 11, and repairs beyond it', () => {
    const frame = frameBytes('5D484FDEA248F5')
    writeParity(frame, 0x43)
    expect(new FrameReader().read(frame, 0, 7)).toMatchObject({ df: 11, interrogator: 0x43, repairedBit: 0 })
    writeParity(frame, 0)
    frame[2]! ^= 8
    expect(new FrameReader().read(frame, 0, 7)).toMatchObject({ address: 0x484fde, repairedBit: 21 })
  })
})

it('answers any bytes of any length with a message or a fault', () => {
  const reader = new FrameReader()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.boolean(), (bytes, parity) => {
      if (parity && bytes.length >= 4) writeParity(bytes, 0)
      const found = reader.read(bytes, 0, bytes.length)
      const isFrame = bytes.length === 7 || bytes.length === 14
      expect(typeof found === 'string' || isFrame).toBe(true)
      expect(found === 'frame.length').toBe(!isFrame)
    }),
    { numRuns: FULL ? 1_000_000 : 5000 },
  )
}, 600_000)

it('gives parity to every format and reads all of them without a throw', () => {
  const reader = new FrameReader()
  const field = fc.uint8Array({ minLength: 14, maxLength: 14 })
  fc.assert(
    fc.property(fc.constantFrom(0, 4, 5, 11, 16, 17, 18, 20, 21, 24), field, (df, bytes) => {
      const length = df >= 16 ? 14 : 7
      const frame = bytes.slice(0, length)
      frame[0] = (df << 3) | (frame[0]! & 7)
      writeParity(frame, df === 11 || df === 17 || df === 18 ? 0 : 0x343002)
      const found = reader.read(frame, 0, length)
      expect(found).toMatchObject({ df, repairedBit: 0 })
    }),
    { numRuns: FULL ? 1_000_000 : 5000 },
  )
}, 600_000)
