import { fail, ok, type Result } from '@basinet/kernel/contract'
import { checkBatch, MESSAGE_BYTES_MAX, type CheckedBatch } from './batch.ts'
import type { Cbor } from './cbor.ts'
import { decodeCbor } from './cbor-decode.ts'
import { askShape, checkReceipt, type StreamReceipt } from './receipt.ts'
import { readShape } from './shape.ts'
import type { KeyLookup } from './signed.ts'

/** What one node may send another, opened and its signatures checked. */
export type Message =
  | { readonly kind: 'batch'; readonly batch: CheckedBatch }
  | { readonly kind: 'receipt'; readonly receipt: StreamReceipt }
  | { readonly kind: 'ask'; readonly from: string; readonly to: string }

/**
 * Reads a message from the wire. Errors: `cbor.*`, `message.*`, `signature.*`, `batch.head`; `message.kind` for a kind of
 * a later version, which is reported and not answered.
 */
export function openMessage(bytes: Uint8Array, keyOf: KeyLookup): Result<Message> {
  const decoded = decodeCbor(bytes, MESSAGE_BYTES_MAX)
  if (!decoded.ok) return decoded
  const kind = kindOf(decoded.value)
  if (kind === 'batch') {
    const batch = checkBatch(decoded.value, keyOf)
    return batch.ok ? ok({ kind, batch: batch.value }) : batch
  }
  if (kind === 'receipt') {
    const receipt = checkReceipt(decoded.value, keyOf)
    return receipt.ok ? ok({ kind, receipt: receipt.value }) : receipt
  }
  if (kind === 'ask') {
    const ask = readShape(askShape, decoded.value)
    return ask.ok ? ok({ kind, from: ask.value.from, to: ask.value.to }) : ask
  }
  return fail('message.kind', 'kind: expected batch, receipt or ask', 'kind')
}

function kindOf(value: Cbor): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, 'kind') ? (value as Readonly<Record<string, unknown>>)['kind'] : undefined
}
