import { nextAction, signAction, stateOf } from '../agreements/index.ts'
import { acceptDescriptor, acceptRevocation, signDescriptor, signRevocation } from '../register/index.ts'
import { must } from '@basinet/kernel/contract'
import { agreeKey, seedSigner } from '../wire/index.ts'
import { handOn, releaseRecord } from './household.ts'
import { flipBit } from './flip.ts'
import { notice, recall } from './recalls.ts'
import { DAY_MS, NATIONS, someLabel } from './region.ts'
import { dropAgreement } from './rounds.ts'
import type { SimNode } from './sim-node.ts'
import { cutMs, fullMs, skewMs, type Trouble } from './storm.ts'
import { contentOf } from './watch.ts'
import type { World } from './world.ts'

/** What each trouble does when its time comes. */
export const TROUBLE: Readonly<Record<Trouble, (world: World) => Promise<void>>> = {
  write: (world) => write(world, null),
  track: (world) => write(world, 'track'),
  revise,
  'hand-on': handOver,
  recall: takeBack,
  end,
  rotate: (world) => newKeys(world, false),
  revoke: (world) => newKeys(world, true),
  async part(world) {
    const side = world.dice.some(NATIONS, world.dice.int(1, 7))
    const cut = world.sea.part(side)
    world.note(`cut ${side.join()}`)
    world.calendar.after(cutMs(world.dice), async () => {
      world.note(`healed ${side.join()}`)
      world.sea.heal(cut)
      for (const a of side) for (const b of NATIONS) if (!side.includes(b)) world.meet(a, b)
    })
  },
  async crash(world) {
    const node = world.node(world.dice.pick(NATIONS))
    if (node.up) await world.crash(node, () => Promise.resolve())
  },
  async flip(world) {
    const node = world.node(world.dice.pick(NATIONS))
    const where = flipBit(node.tables, world.dice)
    world.note(`flip ${node.nation} ${where ?? 'nowhere'}`)
    if (where !== null) world.watch.count(`flipped ${where}`)
  },
  async full(world) {
    const node = world.node(world.dice.pick(NATIONS))
    const scarce = world.dice.chance(0.5)
    if (scarce) node.room = 'scarce'
    else node.diskFull = true
    world.calendar.after(fullMs(world.dice), async () => {
      node.room = 'free'
      node.diskFull = false
    })
  },
  async skew(world) {
    world.node(world.dice.pick(NATIONS)).skew = skewMs(world.dice)
  },
  async restore(world) {
    const node = world.node(world.dice.pick(NATIONS))
    const backup = node.tables.copy()
    const at = world.calendar.now
    world.calendar.after(world.dice.int(1, 10) * DAY_MS * world.dice.next(), () =>
      world.restore(node, backup, at),
    )
  },
}

async function write(world: World, kind: 'track' | null): Promise<void> {
  const { dice } = world
  const [first, ...rest] = [...world.region.agreements.values()]
  const agreement = kind === 'track' || dice.chance(0.4) ? first! : dice.pick(rest)
  const nation = dice.pick(agreement.text.parties)
  const type = kind ?? dice.pick(agreement.text.kinds.filter((k) => k.type !== 'track')).type
  const label = someLabel(dice, agreement, nation, world.calendar.now)
  const id = dice.uuid()
  const record = { id, rev: 1, type, agreement: agreement.text.id, label, content: contentOf(id, 1) }
  world.watch.records.set(id, { owner: nation, type, label, agreement: record.agreement, recalledAt: null })
  await world.at(nation, `writes ${id}`, async (node) => {
    await node.command(async (tx) => {
      node.rows.records.set(id, record)
      await releaseRecord(node.home, tx, record)
    })
  })
  world.nudgeAll(nation)
}

/** A node and one of its rows, if there is any in the region. */
function some<T>(world: World, rowsOf: (node: SimNode) => Iterable<T>): [SimNode, T] | null {
  const all = [...world.nodes.values()].flatMap((node) =>
    [...rowsOf(node)].map((row): [SimNode, T] => [node, row]),
  )
  return all.length === 0 ? null : world.dice.pick(all)
}

async function revise(world: World): Promise<void> {
  const found = some(world, (n) => n.rows.records.values())
  if (found === null) return
  const [{ nation }, { id }] = found
  await world.at(nation, `revises ${id}`, async (node) => {
    await node.command(async (tx) => {
      const before = node.rows.records.get(id)
      if (before === undefined) return
      const record = { ...before, rev: before.rev + 1, content: contentOf(id, before.rev + 1) }
      node.rows.records.set(id, record)
      await releaseRecord(node.home, tx, record)
    })
  })
  world.nudgeAll(nation)
}

async function handOver(world: World): Promise<void> {
  const found = some(world, (n) => n.rows.copies.values())
  if (found === null) return
  const [{ nation }, { record }] = found
  const to = world.dice.pick(NATIONS)
  await world.at(nation, `hands ${record} on to ${to}`, async (node) => {
    await node.command(async (tx) => {
      const copy = node.rows.copies.get(record)
      if (copy !== undefined && to !== copy.label.owner && (await handOn(node.home, tx, copy, to)))
        world.watch.count('handed on')
    })
  })
  world.nudgeAll(nation)
}

async function takeBack(world: World): Promise<void> {
  const found = some(world, (n) => n.rows.records.values())
  if (found === null) return
  const [{ nation }, { id }] = found
  await world.at(nation, `recalls ${id}`, async (node) => {
    await node.command(async (tx) => {
      node.rows.records.delete(id)
      await recall(node.home, tx, id)
    })
    // Known from its own tables: the command may have met a full disk, or the machine may have ended.
    world.recalledIfGone(node, id)
  })
  world.recalledIfGone(world.node(nation), id)
  world.nudgeAll(nation)
}

async function end(world: World): Promise<void> {
  const { dice } = world
  const { text } = dice.pick([...world.region.agreements.values()])
  const nation = dice.pick(text.parties)
  world.ended.add(text.id)
  await world.at(nation, `ends ${text.id}`, async (node) => {
    await node.command(async (tx) => {
      const agreement = node.rows.agreements.get(text.id)
      if (agreement === undefined || stateOf(agreement) === 'ended') return
      const n = nextAction(agreement, nation)
      const stated = { party: nation, n, action: 'end' as const, reason: 'simulated', at: node.now() }
      const action = signAction(text, stated, node.signer())
      for (const to of text.parties)
        if (to !== nation) await notice(node.home, tx, 'network.action', to, { agreement: text.id, action })
      const value = {
        v: 1 as const,
        agreement: agreement.hash,
        id: text.id,
        version: text.version,
        ...stated,
      }
      const actions = new Map(agreement.actions).set(`${nation}/${n}`, { value, signed: action })
      node.rows.agreements.set(text.id, { ...agreement, actions })
      await dropAgreement(node.home, tx, text.id)
    })
  })
  world.nudgeAll(nation)
}

/** A new pair of keys by the nation's root; the old ones overlap, or the signing key is revoked. */
async function newKeys(world: World, revoke: boolean): Promise<void> {
  const { dice, region } = world
  const nation = dice.pick(NATIONS)
  const { root } = region.network.member(nation)
  const signer = seedSigner(nation, dice.bytes(32))
  const agree = agreeKey(dice.bytes(32))
  await world.at(nation, revoke ? 'revokes' : 'rotates', async (node) => {
    const before = node.register.descriptors.get(nation)!.value
    const at = node.now()
    const old = node.signer()
    node.signers.push(signer)
    node.agreeKeys.push(agree)
    let state = node.register
    if (revoke) {
      const { keyId } = old
      const { network } = before
      const signed = signRevocation({ network, nation, keyId, at, reason: 'compromised' }, [root])
      state = must(acceptRevocation(state, signed))
    }
    const timed = { from: at - DAY_MS, until: at + 400 * DAY_MS }
    const { v: _v, ...kept } = before
    const next = signDescriptor(
      {
        ...kept,
        serial: before.serial + 1,
        at,
        sign: [...before.sign, { key: signer.publicKey, ...timed }],
        agree: [...before.agree, { key: agree.publicKey, ...timed }],
      },
      root,
    )
    state = must(acceptDescriptor(state, next, at))
    await node.command((_tx) => {
      node.rows.register.set('state', state)
      return Promise.resolve()
    })
  })
  for (const other of NATIONS) if (other !== nation) world.meet(nation, other)
}
