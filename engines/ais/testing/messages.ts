import fc, { type Arbitrary } from 'fast-check'
import type { Area } from '../message/network.ts'
import type { AisMessage } from '../message/message.ts'

/** Arbitrary messages of every type with every field over its range, "not available" included, on the field's steps. */
const bits = (n: number): Arbitrary<number> => fc.integer({ min: 0, max: 2 ** n - 1 })
const below = (n: number): Arbitrary<number> => fc.integer({ min: 0, max: n - 1 })
const orNull = <T>(value: Arbitrary<T>): Arbitrary<T | null> => fc.option(value, { nil: null, freq: 4 })
const steps = (from: number, to: number, perUnit: number): Arbitrary<number> =>
  fc.integer({ min: from * perUnit, max: to * perUnit }).map((raw) => raw / perUnit)

/** Printable six-bit characters but '@'; trailing blanks are padding on the air and cannot be told apart. */
const SIX_BIT = Array.from({ length: 63 }, (_, n) => String.fromCharCode(n < 31 ? n + 65 : n + 1))
const sixBitString = (most: number): Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...SIX_BIT), { maxLength: most, size: 'max' })
    .map((chars) => chars.join('').replace(/ +$/, ''))

const head = { repeat: bits(2), mmsi: bits(30) }
const fix = {
  lon: orNull(steps(-180, 180, 600_000)),
  lat: orNull(steps(-90, 90, 600_000)),
  accurate: fc.boolean(),
  raim: fc.boolean(),
}
const coarseFix = { ...fix, lon: orNull(steps(-180, 180, 600)), lat: orNull(steps(-90, 90, 600)) }
const speedKn = orNull(fc.integer({ min: 0, max: 1022 }).map((raw) => raw / 10))
const courseDeg = orNull(below(3600).map((raw) => raw / 10))
const headingDeg = orNull(below(360))
const second = bits(6)
const dimensions = { toBowM: bits(9), toSternM: bits(9), toPortM: bits(6), toStarboardM: bits(6) }

const turn = fc.integer({ min: -128, max: 127 }).map((raw) => {
  if (raw === -128) return { turnDegPerMin: null, turnHard: 0 as const }
  if (Math.abs(raw) === 127) return { turnDegPerMin: null, turnHard: raw < 0 ? (-1 as const) : (1 as const) }
  const root = raw / 4.733
  return { turnDegPerMin: raw < 0 ? -root * root : root * root, turnHard: 0 as const }
})

const payload = (mostBits: number): Arbitrary<{ data: Uint8Array; bits: number }> =>
  fc.integer({ min: 0, max: mostBits }).chain((count) =>
    fc.uint8Array({ minLength: (count + 7) >> 3, maxLength: (count + 7) >> 3 }).map((bytes) => {
      const data = Uint8Array.from(bytes)
      if (count % 8 !== 0) data[data.length - 1] = data.at(-1)! & (0xff << (8 - (count % 8)))
      return { data, bits: count }
    }),
  )

const area: Arbitrary<Area> = fc.record({
  northEastLon: coarseFix.lon,
  northEastLat: coarseFix.lat,
  southWestLon: coarseFix.lon,
  southWestLat: coarseFix.lat,
})

const positionA = fc
  .tuple(
    fc.record({
      type: fc.constantFrom(1 as const, 2 as const, 3 as const),
      ...head,
      ...fix,
      status: bits(4),
      speedKn,
      courseDeg,
      headingDeg,
      second,
      maneuver: bits(2),
      radio: bits(19),
    }),
    turn,
  )
  .map(([message, rate]) => ({ ...message, ...rate }))

const baseStation = fc.record({
  type: fc.constantFrom(4 as const, 11 as const),
  ...head,
  ...fix,
  year: orNull(fc.integer({ min: 1, max: 9999 })),
  month: orNull(fc.integer({ min: 1, max: 12 })),
  day: orNull(fc.integer({ min: 1, max: 31 })),
  hour: orNull(below(24)),
  minute: orNull(below(60)),
  second: orNull(below(60)),
  epfd: bits(4),
  longRangeControl: fc.boolean(),
  radio: bits(19),
})

const staticA = fc.record({
  type: fc.constant(5 as const),
  ...head,
  ...dimensions,
  aisVersion: bits(2),
  imo: orNull(fc.integer({ min: 1, max: 2 ** 30 - 1 })),
  callSign: sixBitString(7),
  shipName: sixBitString(20),
  shipType: bits(8),
  epfd: bits(4),
  etaMonth: orNull(fc.integer({ min: 1, max: 15 })),
  etaDay: orNull(fc.integer({ min: 1, max: 31 })),
  etaHour: orNull(below(24)),
  etaMinute: orNull(below(60)),
  draughtM: orNull(fc.integer({ min: 1, max: 255 }).map((raw) => raw / 10)),
  destination: sixBitString(20),
  dteReady: fc.boolean(),
})

const application = { dac: bits(10), fid: bits(6), content: fc.constant(null) }
const addressedBinary = fc
  .tuple(
    fc.record({
      type: fc.constant(6 as const),
      ...head,
      ...application,
      seqno: bits(2),
      destMmsi: bits(30),
      retransmit: fc.boolean(),
    }),
    payload(920),
  )
  .map(([message, data]) => ({ ...message, ...data }))
const broadcastBinary = fc
  .tuple(fc.record({ type: fc.constant(8 as const), ...head, ...application }), payload(952))
  .map(([message, data]) => ({ ...message, ...data }))

const acknowledgement = fc.record({
  type: fc.constantFrom(7 as const, 13 as const),
  ...head,
  acknowledged: fc.array(fc.record({ mmsi: bits(30), seqno: bits(2) }), { minLength: 1, maxLength: 4 }),
})

const sarAircraft = fc.record({
  type: fc.constant(9 as const),
  ...head,
  ...fix,
  altitudeM: orNull(below(4095)),
  altitudeBarometric: fc.boolean(),
  speedKn: orNull(below(1023)),
  courseDeg,
  second,
  regional: bits(7),
  dteReady: fc.boolean(),
  assigned: fc.boolean(),
  radio: bits(20),
})

const texts = fc.oneof(
  fc.record({ type: fc.constant(10 as const), ...head, destMmsi: bits(30) }),
  fc.record({
    type: fc.constant(12 as const),
    ...head,
    seqno: bits(2),
    destMmsi: bits(30),
    retransmit: fc.boolean(),
    text: sixBitString(156),
  }),
  fc.record({ type: fc.constant(14 as const), ...head, text: sixBitString(161) }),
)

const first = { firstMmsi: bits(30), firstType: bits(6), firstOffset: bits(12) }
const none = fc.constant(null)
const noSecond = { secondType: none, secondOffset: none }
const noOther = { otherMmsi: none, otherType: none, otherOffset: none }
const someSecond = { secondType: bits(6), secondOffset: bits(12) }
const interrogation = fc.oneof(
  fc.record({ type: fc.constant(15 as const), ...head, ...first, ...noSecond, ...noOther }),
  fc.record({ type: fc.constant(15 as const), ...head, ...first, ...someSecond, ...noOther }),
  fc.record({
    type: fc.constant(15 as const),
    ...head,
    ...first,
    ...someSecond,
    otherMmsi: bits(30),
    otherType: bits(6),
    otherOffset: bits(12),
  }),
)

const assignment = fc.record({
  type: fc.constant(16 as const),
  ...head,
  assignments: fc.array(fc.record({ mmsi: bits(30), offset: bits(12), increment: bits(10) }), {
    minLength: 1,
    maxLength: 2,
  }),
})

const dgnss = fc
  .tuple(
    fc.record({ type: fc.constant(17 as const), ...head, lon: coarseFix.lon, lat: coarseFix.lat }),
    payload(736),
  )
  .map(([message, data]) => ({ ...message, ...data }))

const positionB = fc.record({
  type: fc.constant(18 as const),
  ...head,
  ...fix,
  reserved: bits(8),
  speedKn,
  courseDeg,
  headingDeg,
  second,
  regional: bits(2),
  carrierSense: fc.boolean(),
  display: fc.boolean(),
  dsc: fc.boolean(),
  wholeBand: fc.boolean(),
  message22: fc.boolean(),
  assigned: fc.boolean(),
  radio: bits(20),
})

const positionBExtended = fc.record({
  type: fc.constant(19 as const),
  ...head,
  ...fix,
  ...dimensions,
  reserved: bits(8),
  speedKn,
  courseDeg,
  headingDeg,
  second,
  regional: bits(4),
  shipName: sixBitString(20),
  shipType: bits(8),
  epfd: bits(4),
  dteReady: fc.boolean(),
  assigned: fc.boolean(),
})

const dataLink = fc.record({
  type: fc.constant(20 as const),
  ...head,
  reservations: fc.array(
    fc.record({ offset: bits(12), slots: bits(4), timeoutMin: bits(3), increment: bits(11) }),
    { minLength: 1, maxLength: 4 },
  ),
})

const aid = fc.record({
  type: fc.constant(21 as const),
  ...head,
  ...fix,
  ...dimensions,
  aidType: bits(5),
  name: sixBitString(34),
  epfd: bits(4),
  second,
  offPosition: fc.boolean(),
  status: bits(8),
  virtual: fc.boolean(),
  assigned: fc.boolean(),
})

const channelHead = {
  type: fc.constant(22 as const),
  ...head,
  channelA: bits(12),
  channelB: bits(12),
  txrx: bits(4),
  lowPower: fc.boolean(),
  narrowBandA: fc.boolean(),
  narrowBandB: fc.boolean(),
  zoneNm: fc.integer({ min: 1, max: 8 }),
}
const channel = fc.oneof(
  fc.record({ ...channelHead, area, firstMmsi: none, secondMmsi: none }),
  fc.record({ ...channelHead, area: none, firstMmsi: bits(30), secondMmsi: bits(30) }),
)

const group = fc.record({
  type: fc.constant(23 as const),
  ...head,
  area,
  stationType: bits(4),
  shipType: bits(8),
  txrx: bits(2),
  interval: bits(4),
  quietMinutes: bits(4),
})

const partBHead = {
  type: fc.constant(24 as const),
  repeat: bits(2),
  part: fc.constant('B' as const),
  shipType: bits(8),
  vendorId: sixBitString(3),
  unitModel: bits(4),
  unitSerial: bits(20),
  callSign: sixBitString(7),
  epfd: bits(4),
}
const zero = fc.constant(0)
const staticB = fc.oneof(
  fc.record({
    type: fc.constant(24 as const),
    ...head,
    part: fc.constant('A' as const),
    shipName: sixBitString(20),
  }),
  fc.record({
    ...partBHead,
    ...dimensions,
    mmsi: bits(30).filter((mmsi) => Math.floor(mmsi / 1e7) !== 98),
    mothershipMmsi: none,
  }),
  fc.record({
    ...partBHead,
    toBowM: zero,
    toSternM: zero,
    toPortM: zero,
    toStarboardM: zero,
    mmsi: fc.integer({ min: 980_000_000, max: 989_999_999 }),
    mothershipMmsi: orNull(fc.integer({ min: 1, max: 2 ** 30 - 1 })),
  }),
)

const slotHead = { ...head, destMmsi: orNull(bits(30)), appId: orNull(bits(16)) }
const slotBinary = fc.oneof(
  fc
    .tuple(fc.record({ type: fc.constant(25 as const), ...slotHead }), payload(80))
    .map(([message, data]) => ({ ...message, ...data })),
  fc
    .tuple(fc.record({ type: fc.constant(26 as const), ...slotHead, radio: bits(20) }), payload(900))
    .map(([message, data]) => ({ ...message, ...data })),
)

const longRange = fc.record({
  type: fc.constant(27 as const),
  ...head,
  ...coarseFix,
  status: bits(4),
  speedKn: orNull(below(63)),
  courseDeg: orNull(below(360)),
  latencyOver5s: fc.boolean(),
})

/** Every message type; `content` of 6 and 8 is null here, because it is a reading and not a field of its own. */
export const anyMessage: Arbitrary<AisMessage> = fc.oneof(
  positionA,
  baseStation,
  staticA,
  addressedBinary,
  acknowledgement,
  broadcastBinary,
  sarAircraft,
  texts,
  interrogation,
  assignment,
  dgnss,
  positionB,
  positionBExtended,
  dataLink,
  aid,
  channel,
  group,
  staticB,
  slotBinary,
  longRange,
)
