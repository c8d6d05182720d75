import { join } from 'node:path'
import type { FeedBody } from '../contract.ts'
import { file } from './file.ts'
import { octetFile, type CutRecording } from './octet-file.ts'
import { replay, type LineTime } from './replay.ts'
import { serial, type OpenSerial } from './serial.ts'
import { simulated, type OpenSimulation } from './simulated.ts'
import { tcpClient } from './tcp-client.ts'
import { tcpServer } from './tcp-server.ts'
import type { FeedClock, FileCursor, Framing, Source } from './transport.ts'
import { udp } from './udp.ts'

/** What transports need from the machine. */
export interface SourceTools {
  readonly clock: FeedClock
  readonly openSerial: OpenSerial
  /** Folder that file and replay paths lie under. */
  readonly fileRoot: string
  readonly lineTime: LineTime
  /** Cuts recordings of octets into timed pieces; absent: they are played as fast as they are taken. */
  readonly cutRecording?: CutRecording
  /** Absent on a service node. */
  readonly openSimulation?: OpenSimulation
}

/** Bytes a datagram source may keep waiting. */
const UDP_BUFFER_BYTES = 4 * 2 ** 20
/** A connection without data for so many times the silent threshold is opened anew. */
const IDLE_FACTOR = 3

export function makeSource(
  { transport, content, silentAfterS }: Pick<FeedBody, 'transport' | 'content' | 'silentAfterS'>,
  cursor: FileCursor | null,
  tools: SourceTools,
  framing: Framing,
): Source {
  const idleMs = silentAfterS * IDLE_FACTOR * 1000
  switch (transport.kind) {
    case 'udp':
      return udp({ ...transport, bufferBytes: UDP_BUFFER_BYTES, framing }, tools.clock)
    case 'tcp-client':
      return tcpClient({ ...transport, idleMs }, tools.clock)
    case 'tcp-server':
      return tcpServer({ ...transport, idleMs }, tools.clock)
    case 'serial':
      return serial({ ...transport, open: tools.openSerial }, tools.clock)
    case 'file':
      if (framing === 'octets') return octetFile(octets(transport, content, tools), tools.clock)
      return file({ ...transport, path: join(tools.fileRoot, transport.path), cursor }, tools.clock)
    case 'replay':
      if (framing === 'octets') return octetFile(octets(transport, content, tools), tools.clock)
      return replay(
        { ...transport, path: join(tools.fileRoot, transport.path), lineTime: tools.lineTime, cursor },
        tools.clock,
      )
    case 'simulated':
      return simulated({ ...transport, content, open: tools.openSimulation ?? null }, tools.clock)
    default:
      throw new Error(`BUG: transport ${JSON.stringify(transport)}`)
  }
}

function octets(
  transport: Extract<FeedBody['transport'], { kind: 'file' | 'replay' }>,
  content: string,
  tools: SourceTools,
): Parameters<typeof octetFile>[0] {
  const played =
    transport.kind === 'replay'
      ? { speed: transport.speed, loop: transport.loop, follow: false }
      : { speed: 0, loop: false, follow: transport.follow }
  return {
    ...played,
    address: `${transport.kind}:${transport.path}`,
    path: join(tools.fileRoot, transport.path),
    cut: tools.cutRecording?.(content) ?? null,
  }
}
