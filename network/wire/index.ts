export { agreeKey, type AgreeKey } from './agree-key.ts'
export { BATCH_FRAMES_MAX, encodeBatch, GONE, MESSAGE_BYTES_MAX } from './batch.ts'
export type { Batch, CheckedBatch, Gone, SentFrame } from './batch.ts'
export type { Cbor } from './cbor.ts'
export { decodeCbor } from './cbor-decode.ts'
export { encodeCbor } from './cbor-encode.ts'
export { DOMAIN, inDomain, type Domain } from './domain.ts'
export { ENVELOPE_BYTES_MAX, envelopeHash, type Envelope, type EnvelopeDraft } from './envelope.ts'
export { frameHash, LANES, openHead, readHead, signHead, STREAM_START } from './frame.ts'
export type { ChainHead, Frame, Lane, StreamName } from './frame.ts'
export { fromHex, HASH_BYTES, hashIn, keyIdOf, sameBytes, toHex } from './hash.ts'
export { openMessage, type Message } from './message.ts'
export { openEnvelope, type OpeningParts } from './open-envelope.ts'
export {
  CREDIT_MAX,
  encodeAsk,
  encodeReceipt,
  WANTED_MAX,
  type LaneState,
  type StreamReceipt,
} from './receipt.ts'
export { sealEnvelope } from './seal-envelope.ts'
export * from './shape.ts'
export { seedSigner, verifySignature, type Signer } from './sign-key.ts'
export { openSigned, openSignedBy, readSigned, signBytes, signersOf, signStatement } from './signed.ts'
export type { KeyLookup, Signed, Unverified } from './signed.ts'
export { HOUR_MS, ReceivingKeys, SendingKeys, type RecipientKey } from './stream-keys.ts'
