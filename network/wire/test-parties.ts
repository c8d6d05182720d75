import { createHash } from 'node:crypto'
import type { Label } from '@basinet/kernel/contract'
import { agreeKey, type AgreeKey } from './agree-key.ts'
import type { EnvelopeDraft } from './envelope.ts'
import { sameBytes } from './hash.ts'
import { seedSigner, type Signer } from './sign-key.ts'
import type { KeyLookup } from './signed.ts'
import { ReceivingKeys, SendingKeys, type RecipientKey } from './stream-keys.ts'

/** Bytes that follow from a seed alone: counter hashes, good enough for tests and vectors. */
export function seededBytes(seed: string): (bytes: number) => Uint8Array {
  let counter = 0
  return (bytes) => {
    const parts: Buffer[] = []
    for (let have = 0; have < bytes; have += 32)
      parts.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, bytes))
  }
}

export interface Party {
  readonly nation: string
  readonly signer: Signer
  readonly agree: AgreeKey
  readonly sending: SendingKeys
  readonly receiving: ReceivingKeys
  readonly recipient: RecipientKey
}

export function party(nation: string): Party {
  const random = seededBytes(nation)
  const signer = seedSigner(nation, random(32))
  const agree = agreeKey(random(32))
  return {
    nation,
    signer,
    agree,
    sending: new SendingKeys(nation, random),
    receiving: new ReceivingKeys(nation, (keyId) => (sameBytes(keyId, agree.keyId) ? agree : null)),
    recipient: { nation, keyId: agree.keyId, publicKey: agree.publicKey },
  }
}

/** Knows the signing keys of these parties. */
export function keysOf(...parties: readonly Party[]): KeyLookup {
  return (nation, keyId) =>
    parties.find((p) => p.nation === nation && sameBytes(p.signer.keyId, keyId))?.signer.publicKey ?? null
}

export function testLabel(change: Partial<Label> = {}): Label {
  return {
    owner: 'LCA',
    class: 'restricted',
    releaseTo: ['BRB'],
    displayOnly: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    keepUntil: null,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: 'none',
    sources: ['LCA'],
    exercise: false,
    ...change,
  }
}

export function testDraft(change: Partial<EnvelopeDraft> = {}): EnvelopeDraft {
  return {
    id: '0192f3a0-0000-7000-8000-000000000001',
    type: 'vessel-sighting',
    version: 1,
    from: 'LCA',
    to: ['BRB'],
    agreement: { id: '0192f3a0-0000-7000-8000-00000000a001', version: 1 },
    purpose: 'counter-narcotics',
    label: testLabel(),
    created: Date.UTC(2026, 10, 24, 20, 30),
    record: { id: '0192f3a0-0000-7000-8000-00000000c001', rev: 1 },
    supersedes: null,
    content: { name: 'Sunrise II', lat: 13.9094, lon: -60.9789, seenAt: '2026-11-24T20:25:00Z' },
    ...change,
  }
}
