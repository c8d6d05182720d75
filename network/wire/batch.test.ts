import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { encodeBatch, type SentFrame } from './batch.ts'
import { envelopeHash } from './envelope.ts'
import { frameHash, signHead, STREAM_START, type StreamName } from './frame.ts'
import { openMessage } from './message.ts'
import { encodeReceipt } from './receipt.ts'
import { keysOf, party, seededBytes } from './test-parties.ts'

const lca = party('LCA')
const brb = party('BRB')
const keys = keysOf(lca, brb)
const stream: StreamName = { from: 'LCA', to: 'BRB', lane: 1 }
const random = seededBytes('batch.test')

/** A batch of these bodies from the start of the stream, as its sender makes it. */
function batchOf(bodies: readonly (Uint8Array | 'expunged')[], signer = lca.signer): Uint8Array {
  let prevHash: Uint8Array = STREAM_START
  const frames = bodies.map((body, i): SentFrame => {
    const hash = body === 'expunged' ? random(32) : envelopeHash(body)
    prevHash = frameHash({ ...stream, seq: i + 1, prevHash, envelopeHash: hash })
    return { envelopeHash: hash, body }
  })
  const head = signHead(stream, bodies.length, prevHash, 1_000, signer)
  return encodeBatch({ ...stream, first: 1, prevHash: STREAM_START, frames, head })
}

describe('a batch', () => {
  it('comes with its chain checked, also where content is gone', () => {
    const read = must(openMessage(batchOf([random(100), 'expunged', random(50)]), keys))
    expect(read).toMatchObject({ kind: 'batch', batch: { first: 1, damaged: [] } })
    expect(read.kind === 'batch' ? read.batch.hashes.at(-1) : null).toEqual(
      read.kind === 'batch' ? read.batch.signedHead.hash : undefined,
    )
  })

  it('names a body that does not have its hash, and keeps the rest', () => {
    const body = random(100)
    const sent = batchOf([random(60), body])
    const at = Buffer.from(sent).indexOf(Buffer.from(body))
    sent[at + 5] = (sent[at + 5] as number) ^ 1
    expect(must(openMessage(sent, keys))).toMatchObject({ batch: { damaged: [2] } })
  })

  it('is refused when its frames do not lead to the signed head', () => {
    const hash = envelopeHash(random(10))
    const head = signHead(stream, 1, random(32), 1_000, lca.signer)
    const frames = [{ envelopeHash: hash, body: 'expunged' as const }]
    const forged = encodeBatch({ ...stream, first: 1, prevHash: STREAM_START, frames, head })
    expect(openMessage(forged, keys)).toMatchObject({ error: { code: 'batch.head' } })
  })

  it('is refused when somebody else signed its head, or a key that is not in force', () => {
    const other = batchOf([random(10)], { ...brb.signer, nation: 'LCA' })
    expect(openMessage(other, keys)).toMatchObject({ error: { code: 'signature.unknown' } })
    const named = batchOf([random(10)], brb.signer)
    expect(openMessage(named, keys)).toMatchObject({ error: { code: 'signature.other' } })
    expect(openMessage(batchOf([random(10)]), () => null)).toMatchObject({
      error: { code: 'signature.unknown' },
    })
  })
})

it('a receipt says what its signer has, and nothing can be changed in it', () => {
  const lanes = [{ lane: 0 as const, have: 7, hash: random(32), credit: 100, wanted: [3, 5], head: null }]
  const sent = encodeReceipt('BRB', 'LCA', 5_000, lanes, brb.signer)
  expect(must(openMessage(sent, keys))).toEqual({
    kind: 'receipt',
    receipt: { v: 1, by: 'BRB', from: 'LCA', at: 5_000, lanes },
  })
  const forged = encodeReceipt('BRB', 'LCA', 5_000, lanes, lca.signer)
  expect(openMessage(forged, keys)).toMatchObject({ error: { code: 'signature.other' } })
})

it('names the field of a misshapen message', () => {
  expect(openMessage(Uint8Array.of(0xa0), keys)).toMatchObject({ error: { code: 'message.kind' } })
  expect(openMessage(Uint8Array.of(0x80), keys)).toMatchObject({ error: { code: 'message.kind' } })
  const sent = Buffer.from(batchOf([random(10)]))
  const lane = sent.lastIndexOf('lane') + 4
  sent[lane] = 9
  expect(openMessage(sent, keys)).toMatchObject({ error: { code: 'message.shape', field: 'lane' } })
})

it(
  'answers malformed messages without throwing',
  () => {
    const sent = Buffer.from(batchOf([random(40), 'expunged', random(30)]))
    const receipt = Buffer.from(
      encodeReceipt(
        'BRB',
        'LCA',
        5_000,
        [{ lane: 3, have: 1, hash: random(32), credit: 1, wanted: [], head: null }],
        brb.signer,
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(sent, receipt),
        fc.nat(),
        fc.uint8Array({ maxLength: 8 }),
        fc.nat(12),
        (base, at, put, cut) => {
          const place = at % base.length
          const changed = Buffer.concat([base.subarray(0, place), put, base.subarray(place + cut)])
          const answer = openMessage(changed, keys)
          // A body's damage is named and its frame kept; everything else is refused.
          const harmless =
            changed.equals(base) ||
            (answer.ok && answer.value.kind === 'batch' && answer.value.batch.damaged.length > 0)
          expect(answer.ok).toBe(harmless)
        },
      ),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 1_000_000 : 2000 },
    )
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)
