import { createDecipheriv } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { unwrapKey } from './agree-key.ts'
import { CBOR_BYTES_MAX } from './cbor.ts'
import { DOMAIN, inDomain } from './domain.ts'
import { envelopeShape, type Envelope } from './envelope.ts'
import { readSealed, type EnvelopeHead } from './envelope-head.ts'
import { openSignedBy, type KeyLookup } from './signed.ts'
import type { ReceivingKeys } from './stream-keys.ts'

const TAG_BYTES = 16

export interface OpeningParts {
  readonly me: string
  readonly keys: ReceivingKeys
  readonly signKeyOf: KeyLookup
}

/**
 * Opens an envelope addressed to `me` and checks the sender's signature over what is inside. Errors: `cbor.*`,
 * `message.shape`, `signature.*`; `envelope.not-ours`, `envelope.key` (our key is gone or never was), `envelope.altered`,
 * `envelope.inflate`, `envelope.readdressed` (outside and inside name different parties).
 */
export function openEnvelope(sealed: Uint8Array, parts: OpeningParts): Result<Envelope> {
  const read = readSealed(sealed)
  if (!read.ok) return read
  const { head, headBytes, box } = read.value
  const place = head.to.indexOf(parts.me)
  const mine = head.keys[place]
  if (mine === undefined) return fail('envelope.not-ours', `it is addressed to ${head.to.join(', ')}`, 'to')
  const [keyId, wrapped] = mine
  const wrapping = parts.keys.from(head.from, head.hour, head.hourKey, keyId)
  if (wrapping === null) return fail('envelope.key', 'the key it is encrypted to is not held here', 'keys')
  const contentKey = unwrapKey(wrapping, wrapped)
  if (contentKey === null) return fail('envelope.altered', 'its content key does not unwrap', 'keys')
  const plain = decrypt(contentKey, head.nonce, headBytes, box)
  if (plain === null) return fail('envelope.altered', 'it does not decrypt: head or content was altered')
  const signed = head.deflate ? inflate(plain) : ok(plain)
  if (!signed.ok) return signed
  return checkInside(signed.value, head, parts.signKeyOf)
}

function checkInside(signed: Uint8Array, head: EnvelopeHead, keyOf: KeyLookup): Result<Envelope> {
  const opened = openSignedBy(DOMAIN.envelope, envelopeShape, signed, keyOf, (e) => e.from)
  if (!opened.ok) return opened
  const envelope = opened.value.value
  // Who signed is inside; somebody else's envelope put in a new cover would otherwise pass as addressed to the new parties.
  if (envelope.from !== head.from || envelope.to.join() !== head.to.join())
    return fail('envelope.readdressed', `its cover names other parties than its sender signed`, 'to')
  return ok(envelope)
}

function decrypt(key: Uint8Array, nonce: Uint8Array, head: Uint8Array, box: Uint8Array): Uint8Array | null {
  if (box.length < TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(inDomain(DOMAIN.envelopeHead, head))
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES))
  try {
    const start = decipher.update(box.subarray(0, box.length - TAG_BYTES))
    return new Uint8Array(Buffer.concat([start, decipher.final()]))
  } catch {
    return null
  }
}

function inflate(deflated: Uint8Array): Result<Uint8Array> {
  try {
    return ok(new Uint8Array(inflateRawSync(deflated, { maxOutputLength: CBOR_BYTES_MAX })))
  } catch {
    return fail('envelope.inflate', `it does not inflate to at most ${CBOR_BYTES_MAX} bytes`)
  }
}
