import { encode, MID_TABLE } from '@basinet/ais'

/** A sea of vessels that hold their course; every call moves the next one on. Open water of the Caribbean, so that the land rule has work and no cause. */
export interface Traffic {
  /** The next report as a sentence with CR LF, appended to the buffer; returns the new end. */
  write(into: Uint8Array, at: number, nowMs: number): number
}

const WEST = -72
const EAST = -62
const SOUTH = 13
const NORTH = 15.3
/** One static report in so many position reports: six minutes against ten seconds. */
const STATIC_EVERY = 36
/** Country digits of ships that exist: an invented country would be an alert for every vessel. */
const MIDS = MID_TABLE.map(([mid]) => mid)
const SPEED_KN = 12
const DEGREES_PER_MS = SPEED_KN / 60 / 3_600_000

/** Payload characters of ITU-R M.1371-5 / IEC 61162-1: six bits each. */
const ARMOUR = Uint8Array.from({ length: 64 }, (_, v) => (v < 40 ? v + 48 : v + 56))
const POSITION_CHARS = 28
const HEAD = Buffer.from('!AIVDM,1,1,,A,')
const HEX = Buffer.from('0123456789ABCDEF')

/** Faster than the engine's encoder by fixed layout: the sender shares the processor with what it measures. */
export function createTraffic(vessels: number, seed: number): Traffic {
  const lon = new Float64Array(vessels)
  const lat = new Float64Array(vessels)
  const course = new Uint16Array(vessels)
  const movedMs = new Float64Array(vessels)
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let i = 0; i < vessels; i++) {
    lon[i] = WEST + random() * (EAST - WEST)
    lat[i] = SOUTH + random() * (NORTH - SOUTH)
    course[i] = Math.floor(random() * 360)
  }
  const statics = Array.from({ length: Math.min(vessels, 2000) }, (_, i) => staticSentences(mmsiOf(i), i))
  const values = new Uint8Array(POSITION_CHARS)
  let next = 0
  let sent = 0

  return {
    write(into, at, nowMs) {
      if (++sent % STATIC_EVERY === 0) {
        const text = statics[(sent / STATIC_EVERY) % statics.length] as Uint8Array
        into.set(text, at)
        return at + text.length
      }
      const i = next
      next = (next + 1) % vessels
      const passed = movedMs[i] === 0 ? 0 : nowMs - (movedMs[i] as number)
      movedMs[i] = nowMs
      move(lon, lat, course, i, passed)
      const second = Math.floor(nowMs / 1000) % 60
      packPosition(values, mmsiOf(i), lon[i] as number, lat[i] as number, course[i] as number, second)
      return writeSentence(values, into, at)
    },
  }
}

const mmsiOf = (i: number): number =>
  (MIDS[i % MIDS.length] as number) * 1_000_000 + Math.floor(i / MIDS.length)

function move(lon: Float64Array, lat: Float64Array, course: Uint16Array, i: number, passedMs: number): void {
  const angle = ((course[i] as number) * Math.PI) / 180
  const x = (lon[i] as number) + (Math.sin(angle) * passedMs * DEGREES_PER_MS) / Math.cos(0.245)
  const y = (lat[i] as number) + Math.cos(angle) * passedMs * DEGREES_PER_MS
  if (x < WEST || x > EAST || y < SOUTH || y > NORTH) course[i] = ((course[i] as number) + 180) % 360
  else {
    lon[i] = x
    lat[i] = y
  }
}

function packPosition(
  out: Uint8Array,
  mmsi: number,
  lon: number,
  lat: number,
  course: number,
  second: number,
): void {
  out.fill(0)
  let bit = 0
  const put = (value: number, width: number): void => {
    for (let b = width - 1; b >= 0; b--, bit++)
      if (((value >>> b) & 1) === 1) out[(bit / 6) | 0]! |= 32 >> (bit % 6)
  }
  const signed = (value: number, width: number): number => (value < 0 ? value + 2 ** width : value)
  put(1, 6)
  put(0, 2)
  put(mmsi, 30)
  put(0, 4)
  put(0, 8)
  put(SPEED_KN * 10, 10)
  put(1, 1)
  put(signed(Math.round(lon * 600_000), 28), 28)
  put(signed(Math.round(lat * 600_000), 27), 27)
  put(course * 10, 12)
  put(course, 9)
  put(second, 6)
}

function writeSentence(values: Uint8Array, into: Uint8Array, from: number): number {
  let at = from
  into.set(HEAD, at)
  at += HEAD.length
  for (const value of values) into[at++] = ARMOUR[value] as number
  into[at++] = 44
  into[at++] = 48
  let sum = 0
  for (let i = from + 1; i < at; i++) sum ^= into[i] as number
  into[at++] = 42
  into[at++] = HEX[sum >> 4] as number
  into[at++] = HEX[sum & 15] as number
  into[at++] = 13
  into[at++] = 10
  return at
}

function staticSentences(mmsi: number, i: number): Uint8Array {
  const lines = encode(
    {
      type: 5,
      repeat: 0,
      mmsi,
      aisVersion: 2,
      imo: null,
      callSign: `B${i}`,
      shipName: `BENCH ${i}`,
      shipType: 70,
      toBowM: 100,
      toSternM: 20,
      toPortM: 10,
      toStarboardM: 10,
      epfd: 1,
      etaMonth: 1,
      etaDay: 1,
      etaHour: 0,
      etaMinute: 0,
      draughtM: 5,
      destination: 'NOWHERE',
      dteReady: true,
    },
    { sequence: i % 10 },
  )
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}
