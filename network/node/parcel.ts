import { ok, type Result } from '@basinet/kernel/contract'
import { bytesUpTo, decodeCbor, encodeCbor, list, MESSAGE_BYTES_MAX, readShape } from '../wire/index.ts'

/** Messages in one request or answer between nodes. */
export const PARCEL_MESSAGES_MAX = 32

const parcelShape = list(bytesUpTo(MESSAGE_BYTES_MAX), PARCEL_MESSAGES_MAX)

/** Several messages in one body: a CBOR list of byte strings. */
export function encodeParcel(messages: readonly Uint8Array[]): Uint8Array {
  return encodeCbor([...messages])
}

/** Errors: `cbor.*`, `message.shape`. */
export function openParcel(body: Uint8Array): Result<Uint8Array[]> {
  const decoded = decodeCbor(body, MESSAGE_BYTES_MAX)
  if (!decoded.ok) return decoded
  const parcel = readShape(parcelShape, decoded.value)
  return parcel.ok ? ok(parcel.value) : parcel
}
