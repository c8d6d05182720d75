import type { Result } from '@basinet/kernel/contract'
import {
  bytes,
  DOMAIN,
  exactly,
  HASH_BYTES,
  hashIn,
  instant,
  map,
  nation,
  oneOf,
  openSignedBy,
  readSigned,
  signStatement,
  sortedSet,
  text,
  typeName,
  uint,
  uuid,
  type KeyLookup,
  type ShapeOf,
  type Signer,
} from '../wire/index.ts'

/** destroy: the copy goes. seal: it stays, and only who may read sealed records sees it. */
export const RECALL_SCOPES = ['destroy', 'seal'] as const
export type RecallScope = (typeof RECALL_SCOPES)[number]

/** An owner's order about every copy of one record up to a revision; it holds whoever carries it. */
const recallShape = map({
  v: exactly(1),
  id: uuid,
  owner: nation,
  type: typeName,
  record: uuid,
  upToRev: uint(2_147_483_647, 1),
  scope: oneOf(...RECALL_SCOPES),
  reason: text(64),
  at: instant,
  deadline: instant,
})
export type Recall = ShapeOf<typeof recallShape>

const RECALL_OUTCOMES = ['done', 'not-held', 'held'] as const
/**
 * A holder's signed answer. `done` says stage (a): the copy was unreachable on every path when this was signed. `onward` names
 * the nations it handed the copy to and has told in turn.
 */
const receiptShape = map({
  v: exactly(1),
  recall: uuid,
  /** Hash of the recall's statement. */
  order: bytes(HASH_BYTES),
  by: nation,
  owner: nation,
  outcome: oneOf(...RECALL_OUTCOMES),
  onward: sortedSet(nation, 64),
  at: instant,
})
export type RecallReceipt = ShapeOf<typeof receiptShape>

export function signRecall(recall: Omit<Recall, 'v'>, signer: Signer): Uint8Array {
  return signStatement(DOMAIN.recall, { v: 1, ...recall }, [signer])
}

/** Errors: `cbor.*`, `message.shape`, `signature.*`. */
export function openRecall(signed: Uint8Array, keyOf: KeyLookup): Result<Recall> {
  const opened = openSignedBy(DOMAIN.recall, recallShape, signed, keyOf, (r) => r.owner)
  return opened.ok ? { ok: true, value: opened.value.value } : opened
}

/** Names an order in its receipts. */
export function recallHash(signed: Uint8Array): Uint8Array {
  const read = readSigned(recallShape, signed)
  if (!read.ok) throw new Error(`BUG: ${read.error.message}`)
  return hashIn(DOMAIN.recall, read.value.statement)
}

export function signReceipt(receipt: Omit<RecallReceipt, 'v'>, signer: Signer): Uint8Array {
  return signStatement(DOMAIN.recallReceipt, { v: 1, ...receipt }, [signer])
}

/** Errors: `cbor.*`, `message.shape`, `signature.*`. */
export function openReceipt(signed: Uint8Array, keyOf: KeyLookup): Result<RecallReceipt> {
  const opened = openSignedBy(DOMAIN.recallReceipt, receiptShape, signed, keyOf, (r) => r.by)
  return opened.ok ? { ok: true, value: opened.value.value } : opened
}
