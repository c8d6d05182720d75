import { agreeKey, AGREE_KEY_BYTES, streamKey, type AgreeKey } from './agree-key.ts'
import { toHex } from './hash.ts'

export const HOUR_MS = 3_600_000
/** Agreed keys kept: 13 partners, both ways, some hours behind. */
const AGREED_MAX = 4096

export interface RecipientKey {
  readonly nation: string
  readonly keyId: Uint8Array
  readonly publicKey: Uint8Array
}

/**
 * Keys that wrap content keys, one a sender, recipient and hour. The sender makes a key pair for the hour and forgets it
 * when the next begins: what is written down later of its own keys opens nothing it once sent.
 */
export class SendingKeys {
  readonly #from: string
  readonly #random: (bytes: number) => Uint8Array
  readonly #agreed = new Map<string, Uint8Array>()
  #hour = -1
  #key: AgreeKey | null = null

  constructor(from: string, random: (bytes: number) => Uint8Array) {
    this.#from = from
    this.#random = random
  }

  /** The key pair of this hour. */
  of(hour: number): AgreeKey {
    if (this.#key === null || hour !== this.#hour) {
      this.#hour = hour
      this.#key = agreeKey(this.#random(AGREE_KEY_BYTES))
      this.#agreed.clear()
    }
    return this.#key
  }

  /** Null when the recipient's key is of small order. */
  to(recipient: RecipientKey, hour: number): Uint8Array | null {
    const own = this.of(hour)
    const id = `${recipient.nation}${toHex(recipient.publicKey)}`
    const known = this.#agreed.get(id)
    if (known !== undefined) return known
    const agreed = streamKey(own.privateKey, recipient.publicKey, {
      from: this.#from,
      to: recipient.nation,
      hour,
      hourKey: own.publicKey,
      recipientKey: recipient.publicKey,
    })
    if (agreed !== null) keep(this.#agreed, id, agreed)
    return agreed
  }
}

/** The other side: keys agreed with what envelopes name, remembered for the envelopes that follow. */
export class ReceivingKeys {
  readonly #me: string
  readonly #privateKeyOf: (keyId: Uint8Array) => AgreeKey | null
  readonly #agreed = new Map<string, Uint8Array>()

  /** @param privateKeyOf own keys, the newest and those that still overlap; null when destroyed or never ours */
  constructor(me: string, privateKeyOf: (keyId: Uint8Array) => AgreeKey | null) {
    this.#me = me
    this.#privateKeyOf = privateKeyOf
  }

  from(sender: string, hour: number, hourKey: Uint8Array, keyId: Uint8Array): Uint8Array | null {
    const own = this.#privateKeyOf(keyId)
    if (own === null) return null
    const id = `${sender}${hour}${toHex(hourKey)}${toHex(keyId)}`
    const known = this.#agreed.get(id)
    if (known !== undefined) return known
    const context = { from: sender, to: this.#me, hour, hourKey, recipientKey: own.publicKey }
    const agreed = streamKey(own.privateKey, hourKey, context)
    if (agreed !== null) keep(this.#agreed, id, agreed)
    return agreed
  }
}

function keep(agreed: Map<string, Uint8Array>, id: string, key: Uint8Array): void {
  if (agreed.size >= AGREED_MAX) agreed.clear()
  agreed.set(id, key)
}
