import { beforeEach, describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { acceptRevocation, signRevocation } from '../register/index.ts'
import { envelopeHash, LANES } from '../wire/index.ts'
import { RETRANSMIT_MS } from './sender.ts'
import { carry, memoryNode, testNode, threeNations } from './test-exchange.ts'
import { MemoryStore } from './memory-store.ts'

const network = threeNations()
let lca: ReturnType<typeof memoryNode>
let brb: ReturnType<typeof memoryNode>
const link = (node: unknown) => node as Parameters<typeof carry>[0]
const pump = (maxBytes?: number) => carry(link(lca), link(brb), maxBytes)
const later = (ms: number): void => {
  lca.knobs.now += ms
  brb.knobs.now += ms
}
const kinds = (node: typeof lca) => node.events.map((e) => e.kind)

beforeEach(() => {
  lca = memoryNode(network, 'LCA')
  brb = memoryNode(network, 'BRB')
})

describe('a stream', () => {
  it('brings every envelope once and in order, over many small messages', async () => {
    for (let i = 0; i < 40; i++) await lca.send({ content: i })
    expect(await pump(2000)).toBeGreaterThan(5)
    expect(brb.applied).toEqual(Array.from({ length: 40 }, (_, i) => i))
    expect(await pump()).toBe(0)
  })

  it('heals a lost message when its receipt does not come, and applies nothing twice', async () => {
    for (let i = 0; i < 6; i++) await lca.send({ content: i })
    const first = await lca.exchange.next('BRB', 900)
    expect(first).not.toBeNull()
    await pump(900)
    expect(brb.applied).toEqual([])
    later(RETRANSMIT_MS)
    await pump(900)
    expect(brb.applied).toEqual([0, 1, 2, 3, 4, 5])
    await brb.exchange.receive(first as Uint8Array)
    expect(brb.applied).toHaveLength(6)
  })

  it('goes on after either side’s process ended', async () => {
    await lca.send({ content: 'a' })
    const lost = await lca.exchange.next('BRB', 10_000)
    expect(lost).not.toBeNull()
    lca.restart()
    brb.restart()
    await lca.send({ content: 'b' })
    await pump()
    lca.restart()
    await lca.send({ content: 'c' })
    await pump()
    expect(brb.applied).toEqual(['a', 'b', 'c'])
  })

  it('opens again what it opened under a register that has changed since', async () => {
    for (let i = 0; i < 3; i++) await lca.send({ content: i })
    const messages: Uint8Array[] = []
    for (let i = 0; i < 3; i++) messages.push((await lca.exchange.next('BRB', 900)) as Uint8Array)
    await brb.exchange.receive(messages[0] as Uint8Array)
    // Opened at once, its turn in the store comes later.
    const second = brb.exchange.receive(messages[1] as Uint8Array)
    const { root, signer } = network.member('LCA')
    const before = brb.knobs.register.descriptors.get('LCA')!.value
    const revocation = { network: before.network, nation: 'LCA', keyId: signer.keyId, at: lca.knobs.now }
    const signed = signRevocation({ ...revocation, reason: 'compromised' }, [root])
    brb.knobs.register = must(acceptRevocation(brb.knobs.register, signed))
    must(await second)
    expect(brb.applied).toEqual([0])
    expect(brb.events).toContainEqual(
      expect.objectContaining({ kind: 'parked', seq: 2, reason: 'signature.unknown' }),
    )
  })

  it('asks again for an envelope that was damaged on the way', async () => {
    await lca.send({ content: 'whole' })
    await lca.send({ content: 'turned' })
    const message = (await lca.exchange.next('BRB', 10_000)) as Uint8Array
    const [, second] = [...lca.tables.outEnvelopes.values()]
    const at = Buffer.from(message).indexOf(Buffer.from(second?.sealed?.subarray(-20) ?? []))
    message[at + 3] = (message[at + 3] as number) ^ 0x10
    const reply = must(await brb.exchange.receive(message))
    expect(brb.applied).toEqual(['whole'])
    expect(kinds(brb)).toContain('damaged')
    await lca.exchange.receive(reply?.bytes as Uint8Array)
    await pump()
    expect(brb.applied).toEqual(['whole', 'turned'])
  })

  it('finds any damage in what it stored, and has it healed by the sender', async () => {
    for (let i = 0; i < 12; i++) await lca.send({ content: i })
    await pump()
    const envelopes = brb.tables.inEnvelopes.entries()
    const [id, kept] = envelopes[5] as (typeof envelopes)[number]
    const turned = new Uint8Array(kept.sealed)
    turned[40] = (turned[40] as number) ^ 1
    brb.tables.inEnvelopes.set(id, { ...kept, sealed: turned })
    const [frameId, frame] = brb.tables.inFrames.entries()[8] as [string, never]
    const { hash } = frame as { hash: Uint8Array }
    const wrong = new Uint8Array(hash)
    wrong[0] = (wrong[0] as number) ^ 0x80
    brb.tables.inFrames.set(frameId, { ...(frame as object), hash: wrong } as never)
    expect(await brb.exchange.scrub('LCA')).toBe(3)
    const reply = must(await brb.exchange.receive(lca.exchange.ask('BRB')))
    await lca.exchange.receive(reply?.bytes as Uint8Array)
    await pump()
    expect(await brb.exchange.scrub('LCA')).toBe(0)
    for (const e of brb.tables.inEnvelopes.values()) expect(envelopeHash(e.sealed)).toEqual(e.hash)
    expect(brb.applied).toHaveLength(12)
  })

  it('proves a sender that signs two different streams', async () => {
    const twin = memoryNode(network, 'LCA')
    await lca.send({ content: 'to your face' })
    await twin.send({ content: 'behind your back' })
    await pump()
    const other = (await twin.exchange.next('BRB', 10_000)) as Uint8Array
    expect(await brb.exchange.receive(other)).toMatchObject({ error: { code: 'stream.fork' } })
    expect(kinds(brb)).toContain('fork')
    expect(brb.applied).toEqual(['to your face'])
  })
})

describe('policy', () => {
  it('is asked again when a waiting envelope would leave: it gets no number', async () => {
    await lca.send({
      content: 'sealed since',
      record: { id: '0192f3a0-0000-7000-8000-00000000c001', rev: 1 },
    })
    await lca.send({ content: 'free' })
    lca.knobs.mayLeave = (meta) => (meta.record === null ? null : 'sealed')
    await pump()
    expect(brb.applied).toEqual(['free'])
    expect(kinds(lca)).toContain('withheld')
    expect(lca.tables.outFrames.size).toBe(1)
  })

  it('and when a numbered one is sent again: it goes without content', async () => {
    await lca.send({
      content: 'withdrawn on the way',
      record: { id: '0192f3a0-0000-7000-8000-00000000c001', rev: 1 },
    })
    expect(await lca.exchange.next('BRB', 10_000)).not.toBeNull()
    lca.knobs.mayLeave = () => 'recalled'
    later(RETRANSMIT_MS)
    await pump()
    expect(brb.applied).toEqual([])
    expect([...brb.tables.inFrames.values()]).toMatchObject([{ state: 'gone', reason: 'withheld' }])
  })

  it('at ingest refuses what this node may not hold, and keeps no copy', async () => {
    brb.knobs.mayHold = (envelope) => (envelope.content === 'not for you' ? 'release' : null)
    await lca.send({ content: 'not for you' })
    await lca.send({ content: 'for you' })
    await pump()
    expect(brb.applied).toEqual(['for you'])
    expect([...brb.tables.inFrames.values()].map((f) => f.state)).toEqual(['refused', 'applied'])
    expect(brb.tables.inEnvelopes.size).toBe(1)
  })

  it('withdraws content from queue, stream and archive, and the stream still holds', async () => {
    const record = { id: '0192f3a0-0000-7000-8000-00000000c001', rev: 1 }
    await lca.send({ content: 'one', record })
    await pump()
    await lca.send({ content: 'two', record })
    await lca.send({ content: 'three' })
    for (const node of [lca, brb])
      await node.store.transact((tx) => node.exchange.withdraw(tx, { record: record.id }, 'expunged'))
    await pump()
    expect(brb.applied).toEqual(['one', 'three'])
    expect(brb.tables.inEnvelopes.size).toBe(1)
    expect([...lca.tables.outEnvelopes.values()].filter((e) => e.sealed !== null)).toHaveLength(1)
    expect(await brb.exchange.scrub('LCA')).toBe(0)
  })
})

describe('what this node cannot take', () => {
  it('is parked when it is of a later version, and taken after the upgrade', async () => {
    brb.knobs.understands = (type) => type !== 'new-thing'
    await lca.send({ type: 'new-thing', content: 'later' })
    await lca.send({ content: 'now' })
    await pump()
    expect(brb.applied).toEqual(['now'])
    brb.knobs.understands = () => true
    expect(await brb.exchange.retryParked('LCA', 10)).toBe(1)
    expect(brb.applied).toEqual(['now', 'later'])
    expect(await brb.exchange.retryParked('LCA', 10)).toBe(0)
  })

  it('is put aside when a fault of ours hits it, without stopping the rest', async () => {
    brb.knobs.ingest = (received) => {
      if (received.some((r) => r.envelope.content === 'poison')) throw new Error('a fault')
      return received.map(() => ({ kind: 'applied' }))
    }
    for (const content of ['before', 'poison', 'after']) await lca.send({ content })
    await pump()
    expect(brb.applied).toEqual(['before', 'after'])
    expect([...brb.tables.inFrames.values()].map((f) => f.state)).toEqual(['applied', 'failed', 'applied'])
  })

  it('stays with the sender while the disk is full, and comes when there is room', async () => {
    let full = true
    const store = new MemoryStore(brb.tables, { sync: () => Promise.resolve(), full: () => full })
    const node = testNode(network, 'BRB', store)
    await lca.send({ content: 'x' })
    const message = (await lca.exchange.next('BRB', 10_000)) as Uint8Array
    expect(await node.exchange.receive(message)).toMatchObject({ error: { code: 'stream.disk-full' } })
    expect(brb.tables.inFrames.size + brb.tables.seen.size).toBe(0)
    full = false
    later(RETRANSMIT_MS)
    await carry(link(lca), link(node))
    expect([...brb.tables.inFrames.values()]).toMatchObject([{ seq: 1, state: 'applied' }])
    expect(brb.tables.seen.size).toBe(1)
  })
})

describe('lanes', () => {
  it('send recalls first, then queries, tracks and bulk', async () => {
    for (const lane of LANES.toReversed()) await lca.send({ lane, content: lane })
    await pump()
    expect(brb.applied).toEqual([0, 1, 2, 3])
  })

  it('keep only the newest position of a track that waits, and drop nothing on lane 0', async () => {
    for (let i = 0; i < 5; i++) {
      await lca.send({ lane: 2, track: 'a', content: `a${i}` })
      await lca.send({ lane: 2, track: 'b', content: `b${i}` })
      await lca.send({ lane: 0, track: null, content: `recall ${i}` })
    }
    await pump()
    expect(brb.applied).toEqual([...Array.from({ length: 5 }, (_, i) => `recall ${i}`), 'a4', 'b4'])
  })

  it('hold bulk and tracks back when the receiver has no room, not recalls', async () => {
    brb.knobs.room = 'full'
    const reply = must(await brb.exchange.receive(lca.exchange.ask('BRB')))
    await lca.exchange.receive(reply?.bytes as Uint8Array)
    for (const lane of LANES) await lca.send({ lane, content: lane })
    await pump()
    expect(brb.applied).toEqual([0, 1])
    brb.knobs.room = 'free'
    later(1000)
    const again = must(await brb.exchange.receive(lca.exchange.ask('BRB')))
    await lca.exchange.receive(again?.bytes as Uint8Array)
    await pump()
    expect(brb.applied).toEqual([0, 1, 2, 3])
  })
})

describe('a node restored from an old backup', () => {
  it('as sender goes on above what its receiver has, and numbers nothing before it knows', async () => {
    await lca.send({ content: 'before' })
    await pump()
    const backup = lca.tables.copy()
    await lca.send({ content: 'lost here' })
    await pump()
    const restored = memoryNode(network, 'LCA', backup)
    await restored.exchange.restored(['BRB', 'VCT'])
    await restored.send({ content: 'after' })
    restored.knobs.now += RETRANSMIT_MS
    brb.knobs.now += RETRANSMIT_MS
    expect(await restored.exchange.next('BRB', 10_000)).toBeNull()
    const reply = must(await brb.exchange.receive(restored.exchange.ask('BRB')))
    must(await restored.exchange.receive(reply?.bytes as Uint8Array))
    expect(kinds(restored)).toContain('resumed')
    await carry(link(restored), link(brb))
    expect(brb.applied).toEqual(['before', 'lost here', 'after'])
    expect(kinds(brb)).not.toContain('fork')
  })

  it('as receiver gets again what it lost', async () => {
    await lca.send({ content: 'kept' })
    await pump()
    const backup = brb.tables.copy()
    await lca.send({ content: 'lost there' })
    await pump()
    const restored = memoryNode(network, 'BRB', backup)
    restored.knobs.now = lca.knobs.now += 5000
    const reply = must(await restored.exchange.receive(lca.exchange.ask('BRB')))
    must(await lca.exchange.receive(reply?.bytes as Uint8Array))
    await carry(link(lca), link(restored))
    expect(restored.applied).toEqual(['lost there'])
  })
})

it('answers a message for somebody else and by a stranger without taking it', async () => {
  const vct = memoryNode(network, 'VCT')
  await lca.send({ content: 'x' })
  const message = (await lca.exchange.next('BRB', 10_000)) as Uint8Array
  expect(await vct.exchange.receive(message)).toMatchObject({ error: { code: 'stream.not-ours' } })
  const stranger = memoryNode(network, 'BRB')
  stranger.knobs.register = { ...network.state, descriptors: new Map() }
  expect(await stranger.exchange.receive(message)).toMatchObject({ error: { code: 'signature.unknown' } })
  expect(await vct.exchange.receive(lca.exchange.ask('BRB'))).toMatchObject({
    error: { code: 'stream.not-ours' },
  })
})
