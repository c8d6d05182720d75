import fc from 'fast-check'
import { movementKn } from '../codes/movement.ts'
import type { Sendable } from '../encode/encode.ts'
import type { SendableSquitter } from '../encode/squitter.ts'

const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 })
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const stepped = (count: number, step: number, base = 0) =>
  fc.integer({ min: 0, max: count }).map((n) => base + n * step)
const signed = (count: number, step: number) =>
  fc.integer({ min: -count, max: count }).map((n) => (n === 0 ? 0 : n * step))

const address = bits(24)
const altitude = optional(stepped(2047, 25, -1000))
const squawk = fc.stringMatching(/^[0-7]{4}$/)
const cpr = { cprOdd: fc.boolean(), cprLat: bits(17), cprLon: bits(17), timeSynchronised: fc.boolean() }

const identification = fc
  .tuple(
    fc.constantFrom('D', 'C', 'B', 'A'),
    bits(3),
    fc.stringMatching(/^([A-Z0-9]([A-Z0-9 ]{0,6}[A-Z0-9])?)?$/),
  )
  .map(([set, code, callsign]) => ({
    kind: 'identification' as const,
    typeCode: 'DCBA'.indexOf(set) + 1,
    category: `${set}${code}`,
    callsign,
  }))

const airborne = fc
  .record({
    typeCode: fc.constantFrom(9, 11, 13, 18, 20, 22),
    surveillanceStatus: bits(2),
    nicSupplementB: fc.boolean(),
    altitudeFt: altitude,
    ...cpr,
  })
  .map((fields) => ({
    kind: 'airborne-position' as const,
    ...fields,
    altitudeSource: fields.typeCode >= 20 ? ('geometric' as const) : ('barometric' as const),
  }))

const surface = fc
  .record({
    typeCode: fc.integer({ min: 5, max: 8 }),
    movement: bits(7),
    trackDeg: optional(stepped(127, 360 / 128)),
    ...cpr,
  })
  .map((fields) => ({
    kind: 'surface-position' as const,
    ...fields,
    groundSpeedKn: movementKn(fields.movement),
  }))

const vertical = {
  intentChange: fc.boolean(),
  ifrCapable: fc.boolean(),
  nacV: bits(3),
  verticalRateSource: fc.constantFrom('geometric' as const, 'barometric' as const),
  verticalRateFtMin: optional(signed(510, 64)),
  geometricMinusBarometricFt: optional(signed(126, 25)),
}

const groundVelocity = fc
  .constantFrom(1 as const, 2 as const)
  .chain((subtype) =>
    fc.record({
      kind: fc.constant('ground-velocity' as const),
      subtype: fc.constant(subtype),
      eastKn: optional(signed(1022, subtype === 2 ? 4 : 1)),
      northKn: optional(signed(1022, subtype === 2 ? 4 : 1)),
      ...vertical,
    }),
  )
  .map((fields) => {
    const { eastKn, northKn } = fields
    const known = eastKn !== null && northKn !== null
    const track =
      known && (eastKn !== 0 || northKn !== 0) ? Math.atan2(eastKn, northKn) * (180 / Math.PI) : null
    return {
      ...fields,
      groundSpeedKn: known ? Math.sqrt(eastKn * eastKn + northKn * northKn) : null,
      trackDeg: track !== null && track < 0 ? track + 360 : track,
    }
  })

const airVelocity = fc.constantFrom(3 as const, 4 as const).chain((subtype) =>
  fc.record({
    kind: fc.constant('air-velocity' as const),
    subtype: fc.constant(subtype),
    headingDeg: optional(stepped(1023, 360 / 1024)),
    airspeedKn: optional(stepped(1022, subtype === 4 ? 4 : 1)),
    airspeedType: fc.constantFrom('indicated' as const, 'true' as const),
    ...vertical,
  }),
)

const targetState = fc
  .record({
    kind: fc.constant('target-state' as const),
    silPerSample: fc.boolean(),
    selectedAltitudeSource: fc.constantFrom('mcp-fcu' as const, 'fms' as const),
    selectedAltitudeFt: optional(stepped(2046, 32)),
    pressureHpa: optional(stepped(510, 0.8, 800)),
    selectedHeadingDeg: optional(stepped(511, 180 / 256)),
    nacP: bits(4),
    nicBaro: fc.boolean(),
    sil: bits(2),
    acasOperational: fc.boolean(),
  })
  .chain((fields) =>
    fc
      .option(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), { nil: null })
      .map((modes) => ({
        ...fields,
        autopilot: modes?.[0] ?? null,
        vnav: modes?.[1] ?? null,
        altitudeHold: modes?.[2] ?? null,
        approach: modes?.[3] ?? null,
        lnav: modes?.[4] ?? null,
      })),
  )

/** Version 2, in the air. */
const operationalStatus = fc.record({
  kind: fc.constant('operational-status' as const),
  surface: fc.constant(false),
  version: fc.constant(2),
  capability: bits(16),
  operationalMode: bits(16),
  nicSupplementA: fc.boolean(),
  nicSupplementC: fc.constant(null),
  nacP: bits(4),
  gva: bits(2),
  sil: bits(2),
  silPerSample: fc.boolean(),
  nicBaro: fc.boolean(),
  surfaceAngleIsHeading: fc.constant(null),
  headingReference: fc.constantFrom('true' as const, 'magnetic' as const),
  sizeCode: fc.constant(null),
})

const squitter: fc.Arbitrary<SendableSquitter> = fc.oneof(
  identification,
  airborne,
  surface,
  fc.record({
    kind: fc.constant('no-position' as const),
    typeCode: fc.constant(0 as const),
    altitudeFt: altitude,
  }),
  groundVelocity,
  airVelocity,
  fc.record({ kind: fc.constant('emergency-status' as const), emergency: bits(3), squawk }),
  targetState,
  operationalStatus,
)

const status = { flightStatus: bits(3), downlinkRequest: bits(5), utilityMessage: bits(6) }

/** Messages with every field at a value that the format carries exactly. */
export const anySendable: fc.Arbitrary<Sendable> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ df: fc.constant(17 as const), address, capability: bits(3), squitter }),
  },
  fc.record({ df: fc.constant(18 as const), address, capability: fc.constantFrom(0, 1, 2, 5, 6), squitter }),
  fc.record({ df: fc.constant(4 as const), address, ...status, altitudeFt: altitude }),
  fc.record({ df: fc.constant(5 as const), address, ...status, squawk }),
)
