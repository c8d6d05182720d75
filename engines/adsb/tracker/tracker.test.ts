import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCpr } from '../cpr/encode.ts'
import type { LatLon } from '../cpr/decode.ts'
import { encode, type Sendable } from '../encode/encode.ts'
import { FrameReader } from '../frame/read-frame.ts'
import type { ModeSMessage } from '../message/message.ts'
import { messageOf } from '../testing/decode.ts'
import { distanceNm } from './sphere.ts'
import { AircraftTracker } from './tracker.ts'

const reader = new FrameReader()
const CASTRIES: LatLon = { lat: 14.02, lon: -60.99 }

function decoded(message: Sendable): ModeSMessage {
  const frame = encode(message)
  const found = reader.read(frame, 0, frame.length)
  if (typeof found === 'string') throw new Error(found)
  return found
}

function airborne(address: number, { lat, lon }: LatLon, odd: boolean): ModeSMessage {
  return decoded({
    df: 17,
    address,
    capability: 5,
    squitter: {
      kind: 'airborne-position',
      typeCode: 11,
      surveillanceStatus: 0,
      nicSupplementB: false,
      altitudeFt: 3000,
      altitudeSource: 'barometric',
      timeSynchronised: false,
      cprOdd: odd,
      ...encodeCpr(lat, lon, odd, false),
    },
  })
}

function surface(address: number, { lat, lon }: LatLon, odd: boolean, speedKn: number): ModeSMessage {
  return decoded({
    df: 17,
    address,
    capability: 4,
    squitter: {
      kind: 'surface-position',
      typeCode: 7,
      movement: 0,
      groundSpeedKn: speedKn,
      trackDeg: 90,
      timeSynchronised: false,
      cprOdd: odd,
      ...encodeCpr(lat, lon, odd, true),
    },
  })
}

describe('positions', () => {
  it('begin with a pair, are confirmed by a second, and follow single reports', () => {
    const tracker = new AircraftTracker()
    const at = (n: number): LatLon => ({ lat: 13 + n * 0.001, lon: -61 })
    expect(tracker.update(airborne(1, at(0), false), 0)).toMatchObject({ position: null, refused: 'pending' })
    expect(tracker.update(airborne(1, at(1), true), 1000).position).toMatchObject({ confirmed: false })
    expect(tracker.update(airborne(1, at(2), false), 2000).position).toMatchObject({ confirmed: true })
    const later = tracker.update(airborne(1, at(40), false), 40_000).position!
    expect(distanceNm(later, at(40))).toBeLessThan(0.01)
    expect(tracker.get(1)).toMatchObject({ altitudeFt: 3000, onGround: false, rejectedPositions: 0 })
  })

  it('need an even and an odd report within 10 s', () => {
    const tracker = new AircraftTracker()
    tracker.update(airborne(1, CASTRIES, false), 0)
    expect(tracker.update(airborne(1, CASTRIES, true), 10_001).refused).toBe('pending')
    expect(tracker.update(airborne(1, CASTRIES, false), 20_001).position).not.toBeNull()
  })

  it('do not jump: a report that cannot be is refused, three pairs elsewhere move the track', () => {
    const tracker = new AircraftTracker()
    const far = { lat: 20, lon: -65 }
    for (let n = 0; n < 6; n++) tracker.update(airborne(1, CASTRIES, n % 2 === 1), n * 1000)
    expect(tracker.update(airborne(1, far, false), 6000)).toMatchObject({ position: null, refused: 'motion' })
    expect(distanceNm(tracker.get(1)!.position!, CASTRIES)).toBeLessThan(0.01)
    for (let n = 7; n < 16; n++) tracker.update(airborne(1, far, n % 2 === 1), n * 1000)
    expect(distanceNm(tracker.get(1)!.position!, far)).toBeLessThan(0.01)
    expect(tracker.get(1)!.rejectedPositions).toBeGreaterThanOrEqual(3)
  })

  it('beyond the range of the receiver are refused', () => {
    const tracker = new AircraftTracker({ receiver: CASTRIES, maxRangeNm: 250 })
    for (let n = 0; n < 4; n++) tracker.update(airborne(1, { lat: 25, lon: -61 }, n % 2 === 1), n * 1000)
    expect(tracker.update(airborne(1, { lat: 25, lon: -61 }, false), 4000).refused).toBe('range')
    expect(tracker.get(1)!.position).toBeNull()
  })

  it('on the surface need a place nearby: the receiver or the landing', () => {
    const blind = new AircraftTracker()
    const taxi = (n: number): LatLon => ({ lat: 13.7332, lon: -60.9526 + n * 1e-5 })
    for (let n = 0; n < 4; n++)
      expect(blind.update(surface(1, taxi(n), n % 2 === 1, 10), n * 1000).position).toBeNull()
    const placed = new AircraftTracker({ receiver: CASTRIES })
    const landed = new AircraftTracker()
    for (let n = 0; n < 4; n++) landed.update(airborne(1, taxi(-900 + n), n % 2 === 1), n * 1000)
    for (let n = 0; n < 4; n++) {
      placed.update(surface(1, taxi(n), n % 2 === 1, 10), n * 1000)
      const found = landed.update(surface(1, taxi(n), n % 2 === 1, 10), 10_000 + n * 1000).position!
      expect(distanceNm(found, taxi(n))).toBeLessThan(0.002)
    }
    expect(distanceNm(placed.get(1)!.position!, taxi(3))).toBeLessThan(0.002)
    expect(placed.get(1)).toMatchObject({ onGround: true, position: { surface: true, confirmed: true } })
  })

  it('follow any flight anywhere to the step of the coding', () => {
    const flight = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
      north: fc.double({ min: -1, max: 1, noNaN: true }),
      east: fc.double({ min: -1, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(
        flight,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        ({ lat, lon, north, east }, odds) => {
          const tracker = new AircraftTracker()
          const errors: number[] = []
          odds.forEach((odd, n) => {
            // 600 kn on either axis: 1/6 of a minute of arc a second.
            const place = {
              lat: lat + (north * n) / 360,
              lon: lon + (east * n) / 360 / Math.cos((lat * Math.PI) / 180),
            }
            const { position } = tracker.update(airborne(9, place, odd), n * 1000)
            if (position?.confirmed === true) errors.push(distanceNm(position, place))
          })
          expect(Math.max(0, ...errors)).toBeLessThan(0.01)
          expect(tracker.get(9)!.rejectedPositions).toBe(0)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('aircraft', () => {
  it('begin only with a proved address, and replies count for those', () => {
    const tracker = new AircraftTracker()
    const reply = decoded({
      df: 5,
      address: 7,
      flightStatus: 0,
      downlinkRequest: 0,
      utilityMessage: 0,
      squawk: '7700',
    })
    expect(tracker.update(reply, 0).aircraft).toBeNull()
    tracker.update(decoded({ df: 11, address: 7, capability: 5, interrogator: 3 }), 0)
    expect(tracker.size).toBe(0)
    tracker.update(decoded({ df: 11, address: 7, capability: 5, interrogator: 0 }), 0)
    expect(tracker.update(reply, 1).aircraft).toMatchObject({ squawk: '7700', onGround: false, messages: 2 })
  })

  it('do not begin with a repaired frame', () => {
    const frame = encode({ df: 11, address: 7, capability: 5, interrogator: 0 })
    frame[3]! ^= 2
    const repaired = reader.read(frame, 0, 7)
    expect(repaired).toMatchObject({ address: 7, repairedBit: 31 })
    const tracker = new AircraftTracker()
    tracker.update(repaired as ModeSMessage, 0)
    expect(tracker.size).toBe(0)
  })

  it('are bounded in number and dropped after silence', () => {
    const tracker = new AircraftTracker({ maxAircraft: 100, silenceMs: 60_000 })
    for (let n = 1; n <= 250; n++) {
      tracker.update(decoded({ df: 11, address: n, capability: 5, interrogator: 0 }), n * 100)
    }
    expect(tracker.size).toBe(100)
    expect(tracker.get(150)).toBeNull()
    expect(tracker.get(151)).not.toBeNull()
    tracker.expire(25_000 + 60_001)
    expect([...tracker.aircraft()]).toEqual([])
  })

  it('track numbers without ICAO address are kept apart from addresses', () => {
    const tracker = new AircraftTracker()
    const squitter = { kind: 'identification', typeCode: 3, category: 'B1', callsign: 'GLIDER' } as const
    tracker.update(decoded({ df: 18, address: 5, capability: 1, squitter }), 0)
    expect(tracker.get(5)).toBeNull()
    expect(tracker.get(5, 'other')).toMatchObject({ callsign: 'GLIDER', category: 'B1' })
    expect(tracker.isKnown(5)).toBe(false)
  })

  it('that said their motion settle which register an ambiguous reply is', () => {
    const ambiguous = messageOf('A0001118901A2F2B21C0003DD087')
    expect(ambiguous).toMatchObject({ commB: { readings: [{ register: '6,0' }, { register: '5,0' }] } })
    const tracker = new AircraftTracker()
    const squitter = {
      kind: 'ground-velocity',
      subtype: 1,
      intentChange: false,
      ifrCapable: true,
      nacV: 1,
      // Ground speed and track of the reading as 5,0: 344 kn, 229 degrees.
      eastKn: -260,
      northKn: -225,
      groundSpeedKn: 344,
      trackDeg: 229,
      verticalRateSource: 'barometric',
      verticalRateFtMin: 0,
      geometricMinusBarometricFt: null,
    } as const
    tracker.update(decoded({ df: 17, address: ambiguous.address, capability: 5, squitter }), 0)
    tracker.update(ambiguous, 1000)
    expect(ambiguous).toMatchObject({ commB: { readings: [{ register: '5,0' }, { register: '6,0' }] } })
  })
})
