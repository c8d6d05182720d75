import { createCipheriv } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { wrapKey } from './agree-key.ts'
import type { Cbor } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'
import { DOMAIN, inDomain } from './domain.ts'
import { ENVELOPE_BYTES_MAX, RECIPIENTS_MAX, type EnvelopeDraft } from './envelope.ts'
import { NONCE_BYTES } from './envelope-head.ts'
import type { Signer } from './sign-key.ts'
import { signStatement } from './signed.ts'
import { HOUR_MS, type RecipientKey, type SendingKeys } from './stream-keys.ts'

const CONTENT_KEY_BYTES = 32

export interface SealingParts {
  readonly signer: Signer
  readonly keys: SendingKeys
  readonly random: (bytes: number) => Uint8Array
  /** Sender's time, milliseconds: names the hour of the wrapping keys. */
  readonly at: number
}

/**
 * Signs a draft once, deflates it, encrypts it once and wraps its key for each recipient. Nobody but the recipients, and
 * no longer the sender, can open the result. Errors: `envelope.recipients`, `envelope.size`.
 * @param recipients one key for each nation of `draft.to`
 */
export function sealEnvelope(
  draft: EnvelopeDraft,
  recipients: readonly RecipientKey[],
  parts: SealingParts,
): Result<Uint8Array> {
  const to = [...new Set(draft.to)].sort()
  const keys = to.map((nation) => recipients.find((r) => r.nation === nation))
  if (to.length === 0 || to.length > RECIPIENTS_MAX || keys.includes(undefined))
    return fail('envelope.recipients', `1 to ${RECIPIENTS_MAX} recipients, each with a key in force`, 'to')
  const signed = signStatement(DOMAIN.envelope, statementOf({ ...draft, to }), [parts.signer])
  const deflated = deflateRawSync(signed)
  const smaller = deflated.length < signed.length
  const contentKey = parts.random(CONTENT_KEY_BYTES)
  const hour = Math.floor(parts.at / HOUR_MS)
  const wrapped: Cbor[] = []
  for (const key of keys as RecipientKey[]) {
    const wrapping = parts.keys.to(key, hour)
    if (wrapping === null)
      return fail('envelope.recipients', `the key of ${key.nation} is of small order`, 'to')
    wrapped.push([key.keyId, wrapKey(wrapping, contentKey)])
  }
  const nonce = parts.random(NONCE_BYTES)
  const head = encodeCbor({
    v: 1,
    from: draft.from,
    to,
    hour,
    hourKey: parts.keys.of(hour).publicKey,
    keys: wrapped,
    nonce,
    deflate: smaller,
  })
  const sealed = encodeCbor([head, encrypt(contentKey, nonce, head, smaller ? deflated : signed)])
  return sealed.length <= ENVELOPE_BYTES_MAX
    ? ok(sealed)
    : fail('envelope.size', `${sealed.length} bytes sealed, at most ${ENVELOPE_BYTES_MAX}`, 'content')
}

function statementOf(draft: EnvelopeDraft): Cbor {
  const { id, type, version, from, to, agreement, purpose, label, created, record, supersedes, content } =
    draft
  return {
    v: 1,
    id,
    type,
    version,
    from,
    to,
    agreement,
    purpose,
    label,
    created,
    record,
    supersedes,
    content,
  }
}

/** AES-256-GCM (NIST SP 800-38D) with the head as additional data; the 16-byte tag comes last. */
function encrypt(key: Uint8Array, nonce: Uint8Array, head: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(inDomain(DOMAIN.envelopeHead, head))
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}
