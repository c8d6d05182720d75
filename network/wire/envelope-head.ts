import { fail, ok, type Result } from '@basinet/kernel/contract'
import { AGREE_KEY_BYTES, WRAPPED_KEY_BYTES } from './agree-key.ts'
import { decodeCbor } from './cbor-decode.ts'
import { ENVELOPE_BYTES_MAX, RECIPIENTS_MAX } from './envelope.ts'
import { KEY_ID_BYTES } from './hash.ts'
import {
  bool,
  bytes,
  bytesUpTo,
  exactly,
  list,
  map,
  nation,
  readShape,
  sortedSet,
  tuple,
  uint,
  type ShapeOf,
} from './shape.ts'

export const NONCE_BYTES = 12

/** What everybody on the way may read of an envelope: who to, and the wrapped keys in the same order. */
const headShape = map({
  v: exactly(1),
  from: nation,
  to: sortedSet(nation, RECIPIENTS_MAX, 1),
  hour: uint(),
  hourKey: bytes(AGREE_KEY_BYTES),
  keys: list(tuple(bytes(KEY_ID_BYTES), bytes(WRAPPED_KEY_BYTES)), RECIPIENTS_MAX, 1),
  nonce: bytes(NONCE_BYTES),
  deflate: bool,
})
export type EnvelopeHead = ShapeOf<typeof headShape>

export interface SealedParts {
  readonly head: EnvelopeHead
  /** The bytes of the head, which the encryption authenticates. */
  readonly headBytes: Uint8Array
  readonly box: Uint8Array
}

/** Splits a sealed envelope without opening it. Errors: `cbor.*`, `message.shape`. */
export function readSealed(sealed: Uint8Array): Result<SealedParts> {
  const outer = decodeCbor(sealed, ENVELOPE_BYTES_MAX)
  if (!outer.ok) return outer
  const parts = readShape(tuple(bytesUpTo(ENVELOPE_BYTES_MAX), bytesUpTo(ENVELOPE_BYTES_MAX)), outer.value)
  if (!parts.ok) return parts
  const [headBytes, box] = parts.value
  const decoded = decodeCbor(headBytes)
  if (!decoded.ok) return decoded
  const head = readShape(headShape, decoded.value)
  if (!head.ok) return head
  if (head.value.keys.length !== head.value.to.length)
    return fail('message.shape', `keys: expected ${head.value.to.length}, one a recipient`, 'keys')
  return ok({ head: head.value, headBytes, box })
}
