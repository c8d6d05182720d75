import { expect, describe, it } from 'vitest'
import { encode } from '../block/encode.ts'
import type { AsterixRecord, Cat240 } from '../generated/index.gen.ts'
import type { AsterixProblem, Where } from '../stream/api.ts'
import { createDecoder } from '../stream/decoder.ts'

interface Capture {
  link: number
  littleEndian: boolean
  nanoseconds: boolean
}

const ETHERNET: Capture = { link: 1, littleEndian: true, nanoseconds: false }
const RECEIVED_S = 1_700_000_000

function uint(view: DataView, at: number, value: number, capture: Capture): void {
  view.setUint32(at, value, capture.littleEndian)
}

function captured(packets: readonly Uint8Array[], capture: Capture): Uint8Array {
  const bytes = new Uint8Array(24 + packets.reduce((sum, packet) => sum + 16 + packet.length, 0))
  const view = new DataView(bytes.buffer)
  uint(view, 0, capture.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, capture)
  uint(view, 20, capture.link, capture)
  let at = 24
  packets.forEach((packet, i) => {
    uint(view, at, RECEIVED_S + i, capture)
    uint(view, at + 4, capture.nanoseconds ? 250_000_000 : 250_000, capture)
    uint(view, at + 8, packet.length, capture)
    uint(view, at + 12, packet.length, capture)
    bytes.set(packet, at + 16)
    at += 16 + packet.length
  })
  return bytes
}

function udp(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + payload.length)
  new DataView(bytes.buffer).setUint16(0, 8600)
  new DataView(bytes.buffer).setUint16(4, bytes.length)
  bytes.set(payload, 8)
  return bytes
}

/** `field`: flags and fragment offset. */
function ip(body: Uint8Array, field = 0): Uint8Array {
  const bytes = new Uint8Array(20 + body.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x45
  view.setUint16(2, bytes.length)
  view.setUint16(4, 99)
  view.setUint16(6, field)
  bytes[9] = 17
  bytes.set([10, 0, 0, 7, 239, 1, 2, 3], 12)
  bytes.set(body, 20)
  return bytes
}

function ethernet(packet: Uint8Array, ...tags: readonly number[]): Uint8Array {
  const types = [...tags.flatMap((tag) => [tag >> 8, tag & 255, 0, 5]), 8, 0]
  return new Uint8Array([...new Uint8Array(12), ...types, ...packet])
}

function decoded(bytes: Uint8Array) {
  const records: AsterixRecord[] = []
  const where: Where[] = []
  const problems: AsterixProblem[] = []
  const decoder = createDecoder({
    record(record, place) {
      records.push(record)
      where.push(place)
    },
    problem: (problem) => problems.push(problem),
  })
  for (let at = 0; at < bytes.length; at += 100) decoder.push(bytes.subarray(at, at + 100))
  decoder.end()
  return { records, where, problems }
}

const BLOCK = encode([{ cat: 65, edition: '1.6', I010: { SAC: 1, SIC: 2 }, I000: 1, I030: 12 }])

describe('a capture', () => {
  it.each([
    ['Ethernet', ETHERNET, ethernet(ip(udp(BLOCK)))],
    ['two VLAN tags', ETHERNET, ethernet(ip(udp(BLOCK)), 0x88a8, 0x8100)],
    [
      'big-endian, nanoseconds',
      { link: 1, littleEndian: false, nanoseconds: true },
      ethernet(ip(udp(BLOCK))),
    ],
    ['bare IP', { ...ETHERNET, link: 101 }, ip(udp(BLOCK))],
    ['loopback', { ...ETHERNET, link: 0 }, new Uint8Array([2, 0, 0, 0, ...ip(udp(BLOCK))])],
    [
      'Linux cooked',
      { ...ETHERNET, link: 113 },
      new Uint8Array([...new Uint8Array(14), 8, 0, ...ip(udp(BLOCK))]),
    ],
    [
      'Linux cooked 2',
      { ...ETHERNET, link: 276 },
      new Uint8Array([8, 0, ...new Uint8Array(18), ...ip(udp(BLOCK))]),
    ],
  ])('with %s gives records, sender, time and place', (_name, capture, packet) => {
    const bytes = captured([packet], capture)
    const { records, where, problems } = decoded(bytes)
    expect(problems).toEqual([])
    expect(records).toMatchObject([{ cat: 65, I030: 12 }])
    const at = bytes.length - BLOCK.length
    expect(where[0]).toMatchObject({ at, source: '10.0.0.7:8600', timeMs: RECEIVED_S * 1000 + 250 })
  })

  it('joins the fragments of a long datagram, and says when one stays alone', () => {
    const video: Cat240 = {
      cat: 240,
      edition: '1.3',
      I010: { SAC: 1, SIC: 2 },
      I000: 2,
      I051: new Uint8Array(64 * 50).fill(7),
    }
    const datagram = udp(encode([video]))
    const parts = [datagram.subarray(0, 1480), datagram.subarray(1480, 2960), datagram.subarray(2960)]
    const packets = [ip(parts[0]!, 0x2000), ip(parts[2]!, 2960 / 8), ip(parts[1]!, 0x2000 | (1480 / 8))]
    const whole = decoded(
      captured(
        packets.map((packet) => ethernet(packet)),
        ETHERNET,
      ),
    )
    expect(whole.problems).toEqual([])
    expect(whole.records).toMatchObject([{ cat: 240, I051: video.I051 }])

    const late = [packets[0]!, ...Array.from({ length: 17 }, () => ip(udp(BLOCK))), ip(parts[2]!, 2960 / 8)]
    const lost = decoded(
      captured(
        late.map((packet) => ethernet(packet)),
        ETHERNET,
      ),
    )
    expect(lost.records.length).toBe(17)
    expect(lost.problems).toMatchObject([{ code: 'frame.fragment' }])
  })

  it('passes over what is not UDP and says where a record breaks off', () => {
    const arp = ethernet(new Uint8Array(30))
    arp.set([8, 6], 12)
    const bytes = captured([arp, ethernet(ip(udp(BLOCK))), ethernet(ip(udp(BLOCK)))], ETHERNET)
    const { records, problems } = decoded(bytes.subarray(0, bytes.length - 4))
    expect(records.length).toBe(1)
    expect(problems).toMatchObject([{ code: 'frame.format', message: 'expected a whole pcap record' }])
  })
})

describe('a multicast datagram', () => {
  it('is read as its own whole, with the sender that the caller names', () => {
    const records: AsterixRecord[] = []
    const places: Where[] = []
    const problems: AsterixProblem[] = []
    const decoder = createDecoder(
      {
        record(record, where) {
          records.push(record)
          places.push(where)
        },
        problem: (problem) => problems.push(problem),
      },
      { holdBlocks: 0 },
    )
    decoder.pushDatagram(BLOCK, '10.1.1.1:8600', 5000)
    decoder.pushDatagram(BLOCK.subarray(0, 8))
    decoder.pushDatagram(BLOCK)
    expect(records.length).toBe(2)
    expect(places).toMatchObject([{ at: 0, source: '10.1.1.1:8600', timeMs: 5000 }, { at: BLOCK.length + 8 }])
    expect(problems).toMatchObject([{ code: 'stream.truncated', at: BLOCK.length, length: 8 }])
  })
})
