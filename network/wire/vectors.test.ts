import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { agreeKey } from './agree-key.ts'
import { decodeCbor } from './cbor-decode.ts'
import { envelopeHash } from './envelope.ts'
import { fromHex, sameBytes, toHex } from './hash.ts'
import { makeVectors } from './make-vectors.ts'
import { openMessage } from './message.ts'
import { openEnvelope } from './open-envelope.ts'
import { ReceivingKeys } from './stream-keys.ts'
import { keysOf, party } from './test-parties.ts'

function committed(name: string): Record<string, never> {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', `${name}.json`), 'utf8')) as Record<
    string,
    never
  >
}

it('makes the committed vectors, so that no change of the protocol goes unnoticed', () => {
  const made = JSON.parse(JSON.stringify(makeVectors())) as Record<string, Record<string, unknown>>
  expect(Object.keys(made)).toEqual(['cbor', 'envelope', 'stream'])
  for (const name of Object.keys(made)) {
    const { sealed: _sealed, hash: _hash, ...expected } = committed(name) as Record<string, unknown>
    // Compressed bytes may differ between versions of zlib; the committed ones are opened below.
    expect(made[name]).toMatchObject(expected)
  }
})

it('opens the committed envelope with the keys beside it', () => {
  const vector = committed('envelope') as unknown as Record<string, string> & { draft: object }
  const own = agreeKey(fromHex(vector['recipientAgreeSecret'] as string))
  const keys = new ReceivingKeys('BRB', (keyId) => (sameBytes(keyId, own.keyId) ? own : null))
  const sealed = fromHex(vector['sealed'] as string)
  const opened = openEnvelope(sealed, {
    me: 'BRB',
    keys,
    signKeyOf: () => fromHex(vector['senderSignKey'] as string),
  })
  expect(opened).toEqual({ ok: true, value: { v: 1, ...vector.draft } })
  expect(toHex(envelopeHash(sealed))).toBe(vector['hash'])
})

it('accepts and refuses the committed CBOR, at the byte given', () => {
  const { accepted, refused } = committed('cbor') as unknown as {
    accepted: { value: unknown; hex: string }[]
    refused: { hex: string; byte: number }[]
  }
  for (const { value, hex } of accepted) expect(decodeCbor(fromHex(hex))).toEqual({ ok: true, value })
  for (const { hex, byte } of refused)
    expect(decodeCbor(fromHex(hex))).toMatchObject({ error: { field: `byte ${byte}` } })
  expect(accepted.length + refused.length).toBeGreaterThan(30)
})

it('reads the committed batch and receipt', () => {
  const vector = committed('stream') as unknown as Record<'batch' | 'receipt', string>
  const keys = keysOf(party('LCA'), party('BRB'))
  expect(must(openMessage(fromHex(vector.batch), keys))).toMatchObject({
    kind: 'batch',
    batch: { damaged: [] },
  })
  expect(must(openMessage(fromHex(vector.receipt), keys))).toMatchObject({
    kind: 'receipt',
    receipt: { by: 'BRB', lanes: [{ have: 2, wanted: [1] }] },
  })
})
