import { isValidPosition, knToMps, mpsToKn } from '@basinet/geodesy'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { bytes, double, Reader, readFields, text, textOf, uint, varint, type Fields } from './protobuf.ts'
import { remarksOf, type CotEvent } from './read-cot.ts'
import { remarksXml, type CotOut } from './write-cot.ts'

/** TAK protocol version 1 (takproto: protocol.txt): a mesh packet begins with magic, version, magic; a stream frame with magic, length. */
const MAGIC = 0xbf
const VERSION = 1
/** Field numbers of takmessage.proto, cotevent.proto, detail.proto, contact.proto and track.proto, TAK protocol version 1. */
const MESSAGE = { cotEvent: 2 } as const
const EVENT = {
  type: 1,
  uid: 5,
  sendTime: 6,
  startTime: 7,
  staleTime: 8,
  how: 9,
  lat: 10,
  lon: 11,
  hae: 12,
  ce: 13,
  le: 14,
  detail: 15,
} as const
const DETAIL = { xmlDetail: 1, contact: 2, track: 7 } as const
const CONTACT = { callsign: 2 } as const
const TRACK = { speed: 1, course: 2 } as const
/** Not known, as CoT writes it (CoT base schema 2.0: hae, ce and le). */
const UNKNOWN = 999_999
const PACKET_MAX_BYTES = 65_507

/** One mesh packet an event, as TAK sends them over multicast. */
export function writeTak(event: CotOut): Uint8Array {
  return Uint8Array.from([MAGIC, VERSION, MAGIC, ...messageOf(event)])
}

/** Events as frames of a TAK server's stream, one after another. */
export function writeTakStream(events: readonly CotOut[]): Uint8Array {
  return Uint8Array.from(
    events.flatMap((event) => {
      const message = messageOf(event)
      return [MAGIC, ...varint(message.length), ...message]
    }),
  )
}

function messageOf(e: CotOut): number[] {
  const track =
    e.courseDeg === null || e.speedKn === null
      ? []
      : bytes(DETAIL.track, [
          ...double(TRACK.speed, knToMps(e.speedKn)),
          ...double(TRACK.course, e.courseDeg),
        ])
  const detail = [
    ...text(DETAIL.xmlDetail, remarksXml(e.remarks)),
    ...bytes(DETAIL.contact, text(CONTACT.callsign, e.callsign)),
    ...track,
  ]
  return bytes(MESSAGE.cotEvent, [
    ...text(EVENT.type, e.type),
    ...text(EVENT.uid, e.uid),
    ...uint(EVENT.sendTime, e.atMs),
    ...uint(EVENT.startTime, e.atMs),
    ...uint(EVENT.staleTime, e.staleMs),
    ...text(EVENT.how, 'h-e'),
    ...double(EVENT.lat, e.position.lat),
    ...double(EVENT.lon, e.position.lon),
    ...double(EVENT.hae, UNKNOWN),
    ...double(EVENT.ce, e.errorM ?? UNKNOWN),
    ...double(EVENT.le, UNKNOWN),
    ...bytes(EVENT.detail, detail),
  ])
}

/** A mesh packet, or the first frame of a stream. Errors: `cot.protobuf` with the octet, `cot.event`, `cot.position`. */
export function readTak(packet: Uint8Array): Result<CotEvent> {
  if (packet.length > PACKET_MAX_BYTES)
    return fail('cot.protobuf', `at most ${PACKET_MAX_BYTES} octets are expected`, 'tak')
  try {
    return eventOf(readFields(payloadOf(packet)))
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      return fail('cot.protobuf', error.message, 'tak')
    throw error
  }
}

function payloadOf(packet: Uint8Array): Uint8Array {
  if (packet[0] !== MAGIC) throw new RangeError('octet 0: expected 0xbf')
  const mesh = packet[2] === MAGIC && packet[1] === VERSION
  if (mesh) return packet.subarray(3)
  const reader = new Reader(packet.subarray(1))
  return reader.take(reader.varint())
}

function eventOf(message: Fields): Result<CotEvent> {
  const octets = message.chunks.get(MESSAGE.cotEvent)
  if (octets === undefined) return fail('cot.event', 'expected a cotEvent', 'tak')
  const { numbers, chunks } = readFields(octets)
  const [uid, type] = [textOf(chunks.get(EVENT.uid)), textOf(chunks.get(EVENT.type))]
  if (uid === null || type === null) return fail('cot.event', 'expected a cotEvent with uid and type', 'tak')
  // A zero is not sent (proto3): an absent number is one.
  const [lat, lon] = [numbers.get(EVENT.lat) ?? 0, numbers.get(EVENT.lon) ?? 0]
  if (!isValidPosition(lon, lat)) return fail('cot.position', 'expected lat -90..90 and lon -180..180', 'tak')
  const detail = readFields(chunks.get(EVENT.detail) ?? new Uint8Array())
  const contact = readFields(detail.chunks.get(DETAIL.contact) ?? new Uint8Array())
  const sent = detail.chunks.get(DETAIL.track)
  const track = sent === undefined ? null : readFields(sent).numbers
  const remarks = remarksOf(textOf(detail.chunks.get(DETAIL.xmlDetail)) ?? '')
  if (!remarks.ok) return remarks
  const course = track === null ? Number.NaN : (track.get(TRACK.course) ?? 0)
  const speed = track === null ? Number.NaN : (track.get(TRACK.speed) ?? 0)
  return ok({
    uid: uid.slice(0, 200),
    type: type.slice(0, 80),
    timeMs: numbers.get(EVENT.sendTime) ?? 0,
    staleMs: numbers.get(EVENT.staleTime) ?? 0,
    position: { lon, lat },
    callsign: textOf(contact.chunks.get(CONTACT.callsign))?.slice(0, 80) ?? null,
    remarks: remarks.value,
    speedKn: Number.isFinite(speed) && speed >= 0 ? mpsToKn(speed) : null,
    courseDeg: Number.isFinite(course) ? ((course % 360) + 360) % 360 : null,
  })
}
