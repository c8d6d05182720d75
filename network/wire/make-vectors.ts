import { must } from '@basinet/kernel/contract'
import { encodeBatch } from './batch.ts'
import type { Cbor } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'
import { envelopeHash } from './envelope.ts'
import { frameHash, signHead, STREAM_START } from './frame.ts'
import { keyIdOf, toHex } from './hash.ts'
import { encodeReceipt } from './receipt.ts'
import { sealEnvelope } from './seal-envelope.ts'
import { SendingKeys } from './stream-keys.ts'
import { party, seededBytes, testDraft } from './test-parties.ts'

const AT = Date.UTC(2026, 10, 24, 20, 30)

/**
 * Test vectors for a second implementation, made by this one from fixed seeds. Deflate is left to each implementation, so
 * the envelope is to be opened, not reproduced byte for byte. Byte strings are hex.
 */
export function makeVectors(): Readonly<Record<string, unknown>> {
  return { cbor: cborVectors(), envelope: envelopeVectors(), stream: streamVectors() }
}

function cborVectors(): unknown {
  const values: Cbor[] = [
    0,
    23,
    24,
    255,
    256,
    65535,
    65536,
    4294967296,
    9007199254740991,
    -1,
    -25,
    -9007199254740991,
    0.5,
    1.1,
    13.9094,
    1e300,
    5.960464477539063e-8,
    true,
    null,
    '',
    'Soufrière',
    '𐅑',
    [],
    [1, [2]],
    {},
    { b: 1, aa: 2, a: 3 },
  ]
  const refused: readonly (readonly [hex: string, byte: number, why: string])[] = [
    ['1805', 0, 'longer than needed'],
    ['9f01ff', 0, 'indefinite length'],
    ['a2616101616102', 4, 'key twice'],
    ['a2616201616102', 4, 'keys out of order'],
    ['c100', 0, 'tag'],
    ['f7', 0, 'undefined'],
    ['f93c00', 0, 'integer as float'],
    ['f97e00', 0, 'NaN'],
    ['fb3ff8000000000000', 0, 'longer float than needed'],
    ['1b0020000000000000', 0, 'beyond 53 bits'],
    ['63eda080', 1, 'surrogate in UTF-8'],
    ['0101', 1, 'bytes behind the value'],
  ]
  return {
    accepted: values.map((value) => ({ value, hex: toHex(encodeCbor(value)) })),
    refused: refused.map(([hex, byte, why]) => ({ hex, byte, why })),
  }
}

function envelopeVectors(): unknown {
  const lca = party('LCA')
  const brb = party('BRB')
  const draft = testDraft()
  const sealed = must(
    sealEnvelope(draft, [brb.recipient], {
      signer: lca.signer,
      keys: new SendingKeys('LCA', seededBytes('vector hour key')),
      random: seededBytes('vector content key'),
      at: AT,
    }),
  )
  return {
    senderSignSeed: toHex(seededBytes('LCA')(32)),
    senderSignKey: toHex(lca.signer.publicKey),
    senderKeyId: toHex(keyIdOf(lca.signer.publicKey)),
    recipientAgreeSecret: toHex(secondOf('BRB')),
    recipientAgreeKey: toHex(brb.agree.publicKey),
    recipientKeyId: toHex(brb.agree.keyId),
    draft,
    statement: toHex(encodeCbor({ v: 1, ...draft })),
    sealed: toHex(sealed),
    hash: toHex(envelopeHash(sealed)),
  }
}

/** A test party draws its signing seed first, its agreement secret second. */
function secondOf(nation: string): Uint8Array {
  const random = seededBytes(nation)
  random(32)
  return random(32)
}

function streamVectors(): unknown {
  const lca = party('LCA')
  const brb = party('BRB')
  const stream = { from: 'LCA', to: 'BRB', lane: 1 } as const
  const random = seededBytes('vector stream')
  const bodies = [random(16), random(24)] as const
  const hashes: Uint8Array[] = []
  for (const [i, body] of bodies.entries())
    hashes.push(
      frameHash({
        ...stream,
        seq: i + 1,
        prevHash: hashes.at(-1) ?? STREAM_START,
        envelopeHash: envelopeHash(body),
      }),
    )
  const head = signHead(stream, 2, hashes[1] as Uint8Array, AT, lca.signer)
  const frames = bodies.map((body) => ({ envelopeHash: envelopeHash(body), body }))
  const lane = { lane: 1 as const, have: 2, hash: hashes[1] as Uint8Array, credit: 4096, wanted: [1], head }
  return {
    stream,
    bodies: bodies.map(toHex),
    envelopeHashes: bodies.map((body) => toHex(envelopeHash(body))),
    frameHashes: hashes.map(toHex),
    at: AT,
    head: toHex(head),
    batch: toHex(encodeBatch({ ...stream, first: 1, prevHash: STREAM_START, frames, head })),
    receipt: toHex(encodeReceipt('BRB', 'LCA', AT, [lane], brb.signer)),
  }
}
