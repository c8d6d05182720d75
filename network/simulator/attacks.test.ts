import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { acceptDescriptor, acceptRevocation, signKeys, signRevocation } from '../register/index.ts'
import { carry, memoryNode, threeNations } from '../streams/test-exchange.ts'
import { RETRANSMIT_MS } from '../streams/sender.ts'
import {
  decodeCbor,
  DOMAIN,
  encodeBatch,
  encodeCbor,
  encodeReceipt,
  envelopeHash,
  frameHash,
  openEnvelope,
  sealEnvelope,
  signHead,
  STREAM_START,
  type Cbor,
  type Signer,
} from '../wire/index.ts'
import { testDraft } from '../wire/test-parties.ts'
import { diceOf } from './dice.ts'

const full = process.env['BASINET_FULL'] === '1'
const network = threeNations()
const link = (node: unknown) => node as Parameters<typeof carry>[0]
type Node = ReturnType<typeof memoryNode>
let lca: Node
let brb: Node
let vct: Node

beforeEach(() => {
  lca = memoryNode(network, 'LCA')
  brb = memoryNode(network, 'BRB')
  vct = memoryNode(network, 'VCT')
})

type Fields = Record<string, Cbor>

function fieldsOf(message: Uint8Array): Fields {
  return must(decodeCbor(message)) as Fields
}

async function messageFor(node: Node, to: string): Promise<Uint8Array> {
  const message = await node.exchange.next(to, 100_000)
  if (message === null) throw new Error('BUG: nothing waits')
  return message
}

const codeOf = async (node: Node, message: Uint8Array): Promise<string> => {
  const taken = await node.exchange.receive(message)
  return taken.ok ? 'ok' : taken.error.code
}

/** A batch somebody makes who has these keys, of these bodies, as if it were the beginning of a stream. */
function batchBy(signer: Signer, from: string, to: string, bodies: readonly Uint8Array[]): Uint8Array {
  const stream = { from, to, lane: 3 as const }
  let prevHash: Uint8Array = STREAM_START
  const frames = bodies.map((body, i) => {
    const hash = envelopeHash(body)
    prevHash = frameHash({ ...stream, seq: i + 1, prevHash, envelopeHash: hash })
    return { envelopeHash: hash, body }
  })
  const head = signHead(stream, bodies.length, prevHash, network.at, signer)
  return encodeBatch({ ...stream, first: 1, prevHash: STREAM_START, frames, head })
}

describe('replay', () => {
  it('of a batch, years of them, has no second effect; of an old receipt, no effect at all', async () => {
    await lca.send({ content: 1 })
    const batch = await messageFor(lca, 'BRB')
    const early = must(await brb.exchange.receive(batch))!.bytes
    must(await lca.exchange.receive(early))
    brb.knobs.now += 5000
    await lca.send({ content: 2 })
    await carry(link(lca), link(brb))
    const before = JSON.stringify([...lca.tables.outStreams.values()])
    must(await lca.exchange.receive(early))
    expect(JSON.stringify([...lca.tables.outStreams.values()])).toBe(before)
    for (let i = 0; i < 20; i++) expect(await codeOf(brb, batch)).toBe('ok')
    expect(brb.applied).toEqual([1, 2])
  })
})

describe('another address', () => {
  it('on a message is refused, whatever of it is changed', async () => {
    await lca.send({ content: 'for Barbados' })
    const batch = fieldsOf(await messageFor(lca, 'BRB'))
    expect(await codeOf(vct, encodeCbor({ ...batch, to: 'VCT' }))).toBe('batch.head')
    expect(await codeOf(vct, encodeCbor(batch))).toBe('stream.not-ours')
    expect(await codeOf(brb, encodeCbor({ ...batch, from: 'VCT' }))).toBe('batch.head')
    expect(await codeOf(brb, encodeCbor({ ...batch, lane: 2 }))).toBe('batch.head')
  })

  it('cannot be given by a recipient: neither the envelope nor what was signed in it', async () => {
    await lca.send({ content: 'for Barbados' })
    await carry(link(lca), link(brb))
    const [kept] = [...brb.tables.inEnvelopes.values()]
    const { signer } = network.member('BRB')
    // As it is, in a stream of its own.
    await vct.exchange.receive(batchBy(signer, 'BRB', 'VCT', [kept!.sealed]))
    expect([...vct.tables.inFrames.values()]).toMatchObject([
      { state: 'refused', reason: 'envelope.not-ours' },
    ])
    // Signed by its own hand as if from the owner.
    const draft = testDraft({ from: 'LCA', to: ['VCT'] })
    const random = (bytes: number) => diceOf(1).bytes(bytes)
    const { sending } = network.member('BRB')
    const parts = { signer, keys: sending, random, at: network.at }
    const sealed = must(sealEnvelope(draft, [network.member('VCT').recipient], parts))
    const opening = {
      me: 'VCT',
      keys: network.member('VCT').receiving,
      signKeyOf: signKeys(network.state, network.at),
    }
    expect(openEnvelope(sealed, opening).ok).toBe(false)
    expect(vct.applied).toEqual([])
  })
})

describe('forgery', () => {
  it('of heads and receipts by another member, or by nobody’s key, is refused', async () => {
    const { signer } = network.member('VCT')
    const named = { ...signer, nation: 'LCA' }
    expect(await codeOf(brb, batchBy(signer, 'LCA', 'BRB', [new Uint8Array(9)]))).toBe('signature.other')
    expect(await codeOf(brb, batchBy(named, 'LCA', 'BRB', [new Uint8Array(9)]))).toBe('signature.unknown')
    const lanes = [{ lane: 3 as const, have: 0, hash: STREAM_START, credit: 9, wanted: [], head: null }]
    expect(await codeOf(lca, encodeReceipt('BRB', 'LCA', network.at, lanes, signer))).toBe('signature.other')
  })

  it('with a stolen key works until its revocation is known, and not after', async () => {
    const stolen = network.member('LCA').signer
    const { root } = network.member('LCA')
    const revocation = {
      network: network.founded.founding.hash,
      nation: 'LCA',
      keyId: stolen.keyId,
      at: network.at,
      reason: 'compromised' as const,
    }
    brb.knobs.register = must(acceptRevocation(network.state, signRevocation(revocation, [root])))
    expect(await codeOf(brb, batchBy(stolen, 'LCA', 'BRB', [new Uint8Array(9)]))).toBe('signature.unknown')
    expect(brb.tables.inFrames.size).toBe(0)
  })

  it('of a receipt by a receiver that claims more than was sent changes nothing', async () => {
    await lca.send({ content: 1 })
    await carry(link(lca), link(brb))
    const before = JSON.stringify([...lca.tables.outStreams.values()].map((s) => s.seq))
    const claim = {
      lane: 3 as const,
      have: 900,
      hash: new Uint8Array(32).fill(1),
      credit: 1_000_000,
      wanted: [],
    }
    for (const head of [null, new Uint8Array([0x80])]) {
      const receipt = encodeReceipt(
        'BRB',
        'LCA',
        network.at + 1,
        [{ ...claim, head }],
        network.member('BRB').signer,
      )
      await lca.exchange.receive(receipt)
    }
    expect(JSON.stringify([...lca.tables.outStreams.values()].map((s) => s.seq))).toBe(before)
    await lca.send({ content: 2 })
    lca.knobs.now += RETRANSMIT_MS
    brb.knobs.now += RETRANSMIT_MS
    await carry(link(lca), link(brb))
    expect(brb.applied).toEqual([1, 2])
  })
})

describe('downgrade', () => {
  it('to another version of any part is refused by its field', async () => {
    await lca.send({ content: 1 })
    const batch = fieldsOf(await messageFor(lca, 'BRB'))
    for (const v of [0, 2, null, '1', true]) {
      const taken = await brb.exchange.receive(encodeCbor({ ...batch, v }))
      expect(taken).toMatchObject({ error: { code: 'message.shape', field: 'v' } })
    }
    expect(new Set(Object.values(DOMAIN)).size).toBe(Object.values(DOMAIN).length)
  })

  it('of an envelope to one without compression or with other keys does not open', async () => {
    await lca.send({ content: 'x'.repeat(500) })
    const [kept] = [...lca.tables.outEnvelopes.values()]
    const [headBytes, box] = must(decodeCbor(kept!.sealed!)) as [Uint8Array, Uint8Array]
    const head = must(decodeCbor(headBytes)) as Fields
    const opening = {
      me: 'BRB',
      keys: network.member('BRB').receiving,
      signKeyOf: signKeys(network.state, network.at),
    }
    for (const change of [{ deflate: false }, { hour: 1 }, { nonce: new Uint8Array(12) }, { from: 'VCT' }]) {
      const sealed = encodeCbor([encodeCbor({ ...head, ...change }), box])
      expect(openEnvelope(sealed, opening)).toMatchObject({ error: { code: 'envelope.altered' } })
    }
  })
})

describe('roll back', () => {
  it('of a sender that says nothing of it is a fork, proven by its own signatures', async () => {
    for (const content of [1, 2]) await lca.send({ content })
    await carry(link(lca), link(brb))
    const old = memoryNode(network, 'LCA')
    for (const content of ['other', 'history']) await old.send({ content })
    expect(await codeOf(brb, await messageFor(old, 'BRB'))).toBe('stream.fork')
    expect(brb.events.map((e) => e.kind)).toContain('fork')
    expect(brb.applied).toEqual([1, 2])
  })

  it('of a descriptor to an older one is refused', () => {
    const next = network.descriptor('LCA', { serial: 2 })
    const state = must(acceptDescriptor(network.state, next, network.at))
    const before = network.descriptor('LCA', { serial: 1 })
    expect(acceptDescriptor(state, before, network.at)).toMatchObject({ error: { code: 'descriptor.old' } })
  })
})

describe('a flood', () => {
  it('gets no further than the room there is, and leaves lane 0 and the others their way', async () => {
    for (let i = 0; i < 30; i++) await vct.send({ content: i })
    brb.knobs.room = 'full'
    const flood = await messageFor(vct, 'BRB')
    for (let i = 0; i < 50; i++) expect(await codeOf(brb, flood)).toBe('ok')
    expect(brb.tables.inFrames.size).toBe(0)
    await vct.send({ content: 'recall', lane: 0 })
    await lca.send({ content: 'query', lane: 1 })
    await carry(link(lca), link(brb))
    await carry(link(vct), link(brb))
    expect(brb.applied).toEqual(['query', 'recall'])
    // An honest sender does not go on sending what nobody takes, however long it waits.
    for (let i = 1; i < 5; i++) {
      vct.knobs.now += RETRANSMIT_MS * i
      expect(await vct.exchange.next('BRB', 100_000)).toBeNull()
    }
    brb.knobs.room = 'free'
    await vct.exchange.receive(must(await brb.exchange.receive(vct.exchange.ask('BRB')))!.bytes)
    vct.knobs.now += RETRANSMIT_MS
    await carry(link(vct), link(brb))
    expect(brb.applied).toHaveLength(32)
  })
})

/** One place of a message changed: another type, another length, another nesting, gone or added. */
function misshapen(value: Cbor, pick: () => number): Cbor {
  const strange: readonly Cbor[] = [
    null,
    -1,
    2 ** 53 - 1,
    '',
    'LCA',
    [],
    {},
    new Uint8Array(31),
    new Uint8Array(0),
    0.5,
    true,
  ]
  const other = (): Cbor => strange[pick() % strange.length] as Cbor
  if (Array.isArray(value) && value.length > 0 && pick() % 4 > 0) {
    const copy = [...(value as Cbor[])]
    const at = pick() % copy.length
    if (pick() % 6 === 0) copy.splice(at, 1)
    else copy[at] = misshapen(copy[at] as Cbor, pick)
    return copy
  }
  if (value instanceof Uint8Array && value.length > 0 && pick() % 4 > 0) {
    const inner = decodeCbor(value)
    if (inner.ok && typeof inner.value === 'object') return encodeCbor(misshapen(inner.value, pick))
    const copy = new Uint8Array(value)
    const at = pick() % copy.length
    copy[at] = (copy[at] as number) ^ (1 << (pick() % 8))
    return copy
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Uint8Array) &&
    !Array.isArray(value)
  ) {
    const keys = Object.keys(value)
    if (keys.length === 0 || pick() % 8 === 0) return { ...(value as Fields), extra: 1 }
    const key = keys[pick() % keys.length] as string
    return { ...(value as Fields), [key]: misshapen((value as Fields)[key] as Cbor, pick) }
  }
  return other()
}

it(
  'takes malformed messages by the million without a throw, an effect or a false charge',
  async () => {
    for (let i = 0; i < 5; i++) await lca.send({ content: i })
    const batch = fieldsOf(await messageFor(lca, 'BRB'))
    const receipt = fieldsOf(must(await brb.exchange.receive(lca.exchange.ask('BRB')))!.bytes)
    let tried = 0
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.integer({ min: 0, max: 2 ** 31 }), async (ofBatch, seed) => {
        const dice = diceOf(seed)
        const base = ofBatch ? batch : receipt
        const bytes = encodeCbor(misshapen(base, () => dice.int(0, 1_000_000)))
        tried++
        if (Buffer.compare(bytes, encodeCbor(base)) === 0) return
        await (ofBatch ? brb : lca).exchange.receive(bytes)
        // A body that was changed is asked for again; nothing else may leave a trace.
        const states = [...brb.tables.inFrames.values()].map((f) => f.state)
        expect(states.every((s) => s === 'missing' || s === 'applied' || s === 'gone')).toBe(true)
        expect([...lca.events, ...brb.events].some((e) => e.kind === 'fork')).toBe(false)
      }),
      { numRuns: full ? 1_000_000 : 1500 },
    )
    expect(tried).toBeGreaterThan(1000)
    await brb.exchange.receive(encodeCbor(batch))
    for (const node of [lca, brb]) node.knobs.now += RETRANSMIT_MS
    const reply = must(await brb.exchange.receive(lca.exchange.ask('BRB')))!.bytes
    await lca.exchange.receive(reply)
    await carry(link(lca), link(brb))
    expect([...(brb.applied as number[])].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
  },
  full ? 3_600_000 : 60_000,
)
