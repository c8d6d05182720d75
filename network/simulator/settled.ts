import type { InFrame } from '../streams/index.ts'
import { toHex } from '../wire/index.ts'
import { contentOf } from './watch.ts'
import { NATIONS } from './region.ts'
import type { Sent } from './rows.ts'
import type { SimNode } from './sim-node.ts'
import type { World } from './world.ts'

/** When the storm is over and everything has been carried: what must be true of the whole region. */
export async function checkSettled(world: World): Promise<void> {
  for (const node of world.nodes.values()) {
    world.watch.look(node)
    world.watch.lookEverywhere(node)
    checkSent(world, node)
    checkRecalls(world, node)
    checkPlaintext(world, node)
    for (const peer of NATIONS) {
      if (peer === node.nation) continue
      const damaged = await node.exchange.scrub(peer)
      if (damaged > 0) world.watch.broken('arrives', node.nation, `${damaged} frames of ${peer} stay damaged`)
      checkChain(world, node, world.node(peer))
    }
  }
}

/** Everything queued has arrived where it was sent, or there is a good reason why not. */
function checkSent(world: World, node: SimNode): void {
  const arrived = new Map<string, Map<string, InFrame>>()
  for (const nation of NATIONS) arrived.set(nation, framesFrom(world.node(nation), node.nation))
  for (const [id, sent] of node.rows.sent.entries())
    for (const to of sent.to) {
      const frame = arrived.get(to)?.get(sent.envelope)
      const why = frame === undefined ? unsent(node, sent, id, to) : untaken(world, node, sent, frame, to)
      world.watch.count(why === null ? 'arrived' : `did not arrive: ${why}`)
      if (why !== null && why.startsWith('!'))
        world.watch.broken('arrives', node.nation, `${sent.type} ${id} to ${to}: ${why.slice(1)}`)
    }
}

function framesFrom(node: SimNode, peer: string): Map<string, InFrame> {
  const frames = new Map<string, InFrame>()
  for (const [key, frame] of node.tables.inFrames.entries())
    if (key.startsWith(`${peer}/`)) frames.set(toHex(frame.envelope), frame)
  return frames
}

/** Why an envelope never got a place in the stream that the receiver has. */
function unsent(node: SimNode, sent: Sent, id: string, to: string): string | null {
  const withheld = [...node.rows.events.values()].some(
    (e) => e.kind === 'withheld' && e.to === to && e.envelope === id,
  )
  if (withheld) return 'withheld'
  const envelope = node.tables.outEnvelopes.get(sent.envelope)
  if (envelope !== undefined && envelope.sealed === null) return `withdrawn, ${envelope.gone ?? ''}`
  const pending = [...node.tables.pending.values()].some(
    (p) => p.to === to && toHex(p.envelope) === sent.envelope,
  )
  if (pending) return '!it still waits'
  if (sent.lane === 2) return 'superseded'
  return '!it is nowhere'
}

/** Why an envelope that is in the receiver's stream had no effect; null when it had. */
function untaken(world: World, node: SimNode, sent: Sent, frame: InFrame, to: string): string | null {
  const { state, reason } = frame
  if (state === 'applied') return null
  const revoked = [...world.node(to).register.revoked.keys()].includes(`${node.nation}/${sent.key}`)
  if (state === 'parked' || state === 'failed')
    return revoked && reason === 'signature.unknown' ? 'its key was revoked' : `!${state}, ${reason ?? ''}`
  if (state === 'missing') return '!it is missing'
  if (state === 'gone') return `gone, ${reason ?? ''}`
  const truth = sent.record === null ? undefined : world.watch.records.get(sent.record)
  const ended = world.ended.has(sent.agreement ?? '')
  if (reason === 'recalled' && truth !== undefined && truth.recalledAt !== null) return 'recalled'
  if (reason === 'agreement-not-active' && ended) return 'agreement ended'
  if (reason === 'lease-over' || reason === 'erasure-due') return reason
  if (reason === 'signature.unknown' && revoked) return 'its key was revoked'
  return `!refused, ${reason ?? ''}`
}

/** Every recall has its receipt, or what it was after is no longer readable. */
function checkRecalls(world: World, node: SimNode): void {
  for (const { record, nation, receipt } of node.rows.recalls.values()) {
    world.watch.count(receipt === null ? 'recalls without a receipt' : 'recalls with a receipt')
    if (receipt === null) {
      const copy = world.node(nation).rows.copies.get(record)
      const readable =
        copy !== undefined && Date.parse(copy.label.leaseUntil ?? '') > world.node(nation).now()
      const gone = world.ended.size > 0 || world.restored.size > 0
      if (readable || !gone)
        world.watch.broken('recall', node.nation, `${record} at ${nation} is without a receipt`)
    }
  }
  for (const [record, truth] of world.watch.records) {
    if (truth.recalledAt === null || truth.owner !== node.nation) continue
    for (const other of world.nodes.values()) {
      const copy = other.rows.copies.get(record)
      if (copy !== undefined && Date.parse(copy.label.leaseUntil ?? '') > other.now())
        world.watch.broken('recall', other.nation, `${record} is still readable`)
    }
  }
}

/** No content anywhere but in records and copies: not in events, sent notes, recalls, nor by another name. */
function checkPlaintext(world: World, node: SimNode): void {
  const { records, copies, ...others } = node.rows
  const allowed = new Set([...records.values(), ...copies.values()].map((r) => r.content))
  for (const [record] of world.watch.records)
    for (const rev of [1, 2]) {
      const canary = contentOf(record, rev)
      if (allowed.has(canary)) continue
      for (const sealed of node.tables.inEnvelopes.values())
        if (Buffer.from(sealed.sealed).includes(canary))
          world.watch.broken('label', node.nation, `${record} in clear`)
    }
  for (const [name, table] of Object.entries(others))
    if (JSON.stringify(table.entries()).includes('canary '))
      world.watch.broken('label', node.nation, `content in the table ${name}`)
}

/** What the receiver has of a stream is what the sender has of it, hash for hash. */
function checkChain(world: World, receiver: SimNode, sender: SimNode): void {
  for (const [key, frame] of receiver.tables.inFrames.entries()) {
    const [from = '', lane = '', seq = ''] = key.split('/')
    if (from !== sender.nation) continue
    const own = sender.tables.outFrames.get(`${receiver.nation}/${lane}/${seq}`)
    if (own !== undefined && toHex(own.hash) !== toHex(frame.hash))
      world.watch.broken('log', receiver.nation, `frame ${key} differs from its sender's`)
  }
}
