import { createHmac } from 'node:crypto'

/** What the database sees of a subject: see basinet.subject_now in migration 0001. */
export interface SealedSubject {
  readonly person: string
  readonly nation: string
  readonly clearance: number
  readonly handling: readonly string[]
  readonly purpose: string | null
  readonly juvenile: boolean
  readonly sealed: boolean
  readonly vettedUntil: string | null
  /** Record types the roles may read. */
  readonly types: readonly string[]
  readonly realms: readonly string[]
  readonly oversight: boolean
  /** Trusted time of the decision, ISO. */
  readonly at: string
}

/** The text handed to `basinet.enter` and its HMAC-SHA256 seal; good for one transaction, named by `basinet.this_transaction`. */
export function sealSubject(
  subject: SealedSubject,
  transaction: string,
  key: Buffer,
): { raw: string; seal: string } {
  const raw = JSON.stringify({ ...subject, transaction })
  return { raw, seal: createHmac('sha256', key).update(raw).digest('hex') }
}

const BLOCK = 64

/** The key as RFC 2104 padded blocks, stored for the database's own check. The key must be 32 bytes. */
export function padBlocks(key: Buffer): { inner: Buffer; outer: Buffer } {
  if (key.length !== 32) throw new Error('BUG: the subject key has 32 bytes')
  const padded = Buffer.alloc(BLOCK)
  key.copy(padded)
  return { inner: Buffer.from(padded.map((b) => b ^ 0x36)), outer: Buffer.from(padded.map((b) => b ^ 0x5c)) }
}
