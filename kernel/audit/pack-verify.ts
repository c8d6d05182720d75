import { createHash } from 'node:crypto'
import {
  formatTlogProof,
  parseVerifierKey,
  sha256,
  treeHasher,
  verifyTlogProof,
  type VerifierKey,
} from '@basinet/transparency-log'
import { Type, type Static } from 'typebox'
import { fail, ok, type Result } from '../contract/result.ts'
import { verifyEd25519 } from '../keys/ed25519.ts'
import { checkValue } from '../record/row.ts'
import { leafHash } from './event.ts'

const Hex = Type.String({ pattern: '^([0-9a-f]{2})*$', maxLength: 4096 })
const Pack = Type.Object({
  format: Type.Literal('basinet-audit-pack/1'),
  origin: Type.String({ minLength: 1, maxLength: 200 }),
  keys: Type.Array(Type.String({ maxLength: 400 }), { minItems: 1, maxItems: 64 }),
  checkpoint: Type.String({ maxLength: 100_000 }),
  madeAt: Type.String({ maxLength: 40 }),
  items: Type.Array(
    Type.Object({
      seq: Type.Integer({ minimum: 0 }),
      event: Type.String({ maxLength: 100_000 }),
      salt: Type.Union([Hex, Type.Null()]),
      details: Type.Union([Type.String({ maxLength: 10_000_000 }), Type.Null()]),
      path: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), { maxItems: 64 }),
    }),
    { maxItems: 100_000 },
  ),
})

export interface PackVerdict {
  readonly origin: string
  readonly keys: readonly string[]
  readonly proven: number
  /** Numbers of events that are not proven, with the reason. */
  readonly refused: readonly { readonly seq: number; readonly why: string }[]
}

/** Verifies a pack as its own page does, with other code. Errors: `pack.format`, `pack.key`. */
export function verifyPack(value: unknown): Result<PackVerdict> {
  const pack = checkValue<Static<typeof Pack>>(Pack, value, 'pack.format')
  if (!pack.ok) return pack
  const keys: VerifierKey[] = []
  for (const text of pack.value.keys) {
    const key = parseVerifierKey(text)
    if (!key.ok) return fail('pack.key', key.error.message, 'keys')
    keys.push(key.value)
  }
  const trust = { origin: pack.value.origin, logKeys: keys, witnessKeys: [], witnessesMin: 0 }
  const hasher = treeHasher(sha256)
  const refused: { seq: number; why: string }[] = []
  for (const item of pack.value.items) {
    const hashes = item.path.map((h) => Buffer.from(h, 'hex'))
    const proof = formatTlogProof({ extra: null, index: item.seq, hashes, checkpoint: pack.value.checkpoint })
    const verified = verifyTlogProof(proof, leafHash(item.event), trust, hasher, verifyEd25519)
    if (!verified.ok) refused.push({ seq: item.seq, why: verified.error.message })
    else if (!detailsHold(item)) refused.push({ seq: item.seq, why: 'the details were changed' })
  }
  return ok({
    origin: pack.value.origin,
    keys: pack.value.keys,
    proven: pack.value.items.length - refused.length,
    refused,
  })
}

function detailsHold(item: { event: string; salt: string | null; details: string | null }): boolean {
  if (item.details === null || item.salt === null) return true
  const { detailsHash } = JSON.parse(item.event) as { detailsHash?: string }
  return (
    createHash('sha256').update(Buffer.from(item.salt, 'hex')).update(item.details).digest('hex') ===
    detailsHash
  )
}
