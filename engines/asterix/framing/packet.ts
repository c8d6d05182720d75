import { Fragments } from './fragments.ts'
import type { FrameSink } from './frame.ts'

/** Link types (tcpdump.org/linktypes.html). */
const LINK = { null: 0, ethernet: 1, raw: 101, cooked: 113, ipv4: 228, cooked2: 276 } as const
const ETHER_HEADER_BYTES = 14
/** Ether types of VLAN tags: 802.1Q, 802.1ad. */
const VLAN = new Set([0x8100, 0x88a8])
const IPV4 = 0x0800
const UDP = 17
const IPV4_HEADER_MIN_BYTES = 20
const UDP_HEADER_BYTES = 8

/** UDP payloads out of captured packets; what is not UDP over IPv4 is passed over. */
export class PacketReader {
  private readonly sink: FrameSink
  private readonly fragments = new Fragments()

  constructor(sink: FrameSink) {
    this.sink = sink
  }

  read(packet: Uint8Array, at: number, link: number, timeMs: number): void {
    const ip = networkLayer(packet, link)
    if (ip === null || packet.length < ip + IPV4_HEADER_MIN_BYTES || packet[ip]! >> 4 !== 4) return
    if (packet[ip + 9] !== UDP) return
    const header = (packet[ip]! & 0x0f) * 4
    const total = Math.min((packet[ip + 2]! << 8) | packet[ip + 3]!, packet.length - ip)
    const sender = [...packet.subarray(ip + 12, ip + 16)].join('.')
    const field = (packet[ip + 6]! << 8) | packet[ip + 7]!
    const body = packet.subarray(ip + header, ip + total)
    if ((field & 0x3fff) === 0) {
      this.datagram(body, at + ip + header, sender, timeMs)
      return
    }
    const whole = this.fragments.add(packet.subarray(ip, ip + header), body, field, timeMs)
    if (whole === 'lost')
      this.sink.problem({
        code: 'frame.fragment',
        at,
        length: packet.length,
        message: `IP fragment from ${sender} without the others`,
      })
    else if (whole !== 'waiting') this.datagram(whole, at + ip + header, sender, timeMs)
  }

  private datagram(udp: Uint8Array, at: number, sender: string, timeMs: number): void {
    if (udp.length <= UDP_HEADER_BYTES) return
    const port = (udp[0]! << 8) | udp[1]!
    const length = (udp[4]! << 8) | udp[5]!
    const bytes = udp.subarray(UDP_HEADER_BYTES, Math.max(UDP_HEADER_BYTES, Math.min(length, udp.length)))
    this.sink.payload({ bytes, at: at + UDP_HEADER_BYTES, timeMs, source: `${sender}:${port}` })
  }
}

/** Where the IP header begins, or null. */
function networkLayer(packet: Uint8Array, link: number): number | null {
  if (link === LINK.raw || link === LINK.ipv4) return 0
  if (link === LINK.null) return 4
  if (link === LINK.cooked) return typeAt(packet, 14) === IPV4 ? 16 : null
  if (link === LINK.cooked2) return typeAt(packet, 0) === IPV4 ? 20 : null
  if (link !== LINK.ethernet) return null
  let at = ETHER_HEADER_BYTES
  while (VLAN.has(typeAt(packet, at - 2)) && at + 4 <= packet.length) at += 4
  return typeAt(packet, at - 2) === IPV4 ? at : null
}

function typeAt(packet: Uint8Array, at: number): number {
  return ((packet[at] ?? 0) << 8) | (packet[at + 1] ?? 0)
}
