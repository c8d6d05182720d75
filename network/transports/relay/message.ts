import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  bytesUpTo,
  decodeCbor,
  encodeCbor,
  exactly,
  list,
  map,
  MESSAGE_BYTES_MAX,
  nation,
  oneOf,
  readShape,
  text,
  tuple,
  uint,
  type ShapeOf,
} from '../../wire/index.ts'

/** Messages one request leaves or one answer brings. */
export const RELAY_MESSAGES_MAX = 64
const sealedMessage = bytesUpTo(MESSAGE_BYTES_MAX)
const messageId = uint()

/** What a node asks of a relay: to keep these for others, to forget what it has taken, to give what is there. */
const requestShape = map({
  v: exactly(1),
  kind: oneOf('relay'),
  leave: list(tuple(nation, sealedMessage), RELAY_MESSAGES_MAX),
  taken: list(messageId, RELAY_MESSAGES_MAX),
  /** Bytes the answer may bring. */
  room: uint(MESSAGE_BYTES_MAX),
})
export type RelayRequest = Omit<ShapeOf<typeof requestShape>, 'v' | 'kind'>

/** What is there, each with who left it as the relay's own transport proved it, and what of the request was not kept, and why. */
const answerShape = map({
  v: exactly(1),
  kind: oneOf('relayed'),
  held: list(tuple(messageId, nation, sealedMessage), RELAY_MESSAGES_MAX),
  more: oneOf('yes', 'no'),
  refused: list(tuple(uint(RELAY_MESSAGES_MAX), text(64, /^relay\.[a-z-]+$/)), RELAY_MESSAGES_MAX),
})
export type RelayAnswer = Omit<ShapeOf<typeof answerShape>, 'v' | 'kind'>

export function encodeRelayRequest({ leave, taken, room }: RelayRequest): Uint8Array {
  return encodeCbor({ v: 1, kind: 'relay', leave: leave.map((l) => [...l]), taken: [...taken], room })
}

export function encodeRelayAnswer({ held, more, refused }: RelayAnswer): Uint8Array {
  const lists = { held: held.map((h) => [...h]), refused: refused.map((r) => [...r]) }
  return encodeCbor({ v: 1, kind: 'relayed', more, ...lists })
}

/** Errors: `cbor.*`, `message.shape`. */
export function openRelayRequest(bytes: Uint8Array): Result<RelayRequest> {
  return open(requestShape, bytes)
}

/** Errors: `cbor.*`, `message.shape`. */
export function openRelayAnswer(bytes: Uint8Array): Result<RelayAnswer> {
  return open(answerShape, bytes)
}

function open<T>(shape: (value: unknown, at: string) => T, bytes: Uint8Array): Result<T> {
  const decoded = decodeCbor(bytes, MESSAGE_BYTES_MAX)
  if (!decoded.ok) return decoded
  const read = readShape(shape, decoded.value)
  return read.ok ? ok(read.value) : fail(read.error.code, read.error.message, read.error.field)
}
