import type { Label } from '@basinet/kernel/contract'
import { stateOf, type Agreement } from '../agreements/index.ts'
import { decodeCbor, type Lane } from '../wire/index.ts'
import { DAY_MS, LEASE_DAYS, START } from './region.ts'
import type { Copy } from './rows.ts'
import type { SimNode } from './sim-node.ts'
import type { World } from './world.ts'

/** The numbers of the proof obligations, and two bounds of the simulator's own. */
export const INVARIANTS = [
  'label',
  'recall',
  'once',
  'log',
  'hit',
  'retention',
  'lane-0',
  'arrives',
  'bound',
] as const
export type Invariant = (typeof INVARIANTS)[number]

export interface Violation {
  readonly invariant: Invariant
  readonly nation: string
  readonly what: string
  /** Simulated days since the beginning. */
  readonly day: number
}

/** What the simulator knows of a record besides the nodes. */
export interface Truth {
  readonly owner: string
  readonly type: string
  readonly label: Label
  readonly agreement: string
  recalledAt: number | null
}

/** Clocks may be a day apart, and a node takes an hour's lateness at most. */
const CLOCKS_MS = DAY_MS + 2 * 3_600_000
const VIOLATIONS_MAX = 50

/** Sees everything in the region and says what must never have happened. */
export class Watch {
  readonly records = new Map<string, Truth>()
  readonly violations: Violation[] = []
  readonly counts = new Map<string, number>()
  readonly #world: World
  readonly #known = new WeakSet<Copy>()
  readonly #endings = new WeakMap<Agreement, boolean>()

  constructor(world: World) {
    this.#world = world
  }

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by)
  }

  refused(code: string): void {
    this.count(`refused ${code}`)
    // Nobody lies in this region: whatever the storm does must not look like a lie.
    if (code === 'stream.fork') this.broken('log', 'REG', 'an honest stream looks forked')
  }

  broken(invariant: Invariant, nation: string, what: string): void {
    const day = Math.round(((this.#world.calendar.now - START) / DAY_MS) * 100) / 100
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push({ invariant, nation, what, day })
  }

  /** After every step at a node: what it holds now, it may hold. */
  look(node: SimNode): void {
    for (const copy of node.rows.copies.values()) this.#lookAt(node, copy)
  }

  #lookAt(node: SimNode, copy: Copy): void {
    const { nation, rows } = node
    const say = (what: string): void => this.broken('label', nation, `${copy.type} ${copy.record}: ${what}`)
    const truth = this.records.get(copy.record)
    if (truth === undefined) return say('nobody wrote it')
    if (!this.#known.has(copy)) this.#lookInside(nation, copy, truth, say)
    this.#known.add(copy)
    if (rows.tombstones.get(`${truth.owner}/${copy.record}`) === true) say('held after its recall')
    const here = rows.agreements.get(truth.agreement)
    if (here === undefined || this.#ended(here)) say('held after the agreement ended here')
    const lease = Date.parse(copy.label.leaseUntil ?? '')
    const last = truth.recalledAt === null ? null : truth.recalledAt + LEASE_DAYS * DAY_MS + CLOCKS_MS
    if (last !== null && !(lease <= last))
      this.broken('recall', nation, `${copy.record} is leased past its recall`)
  }

  #ended(agreement: Agreement): boolean {
    const known = this.#endings.get(agreement) ?? stateOf(agreement) === 'ended'
    this.#endings.set(agreement, known)
    return known
  }

  /** What of a copy cannot change. */
  #lookInside(nation: string, copy: Copy, truth: Truth, say: (what: string) => void): void {
    const agreement = this.#world.region.agreements.get(truth.agreement)
    const { label } = truth
    if (!label.releaseTo.includes(nation)) say('its label does not name this nation')
    if (agreement?.text.parties.includes(nation) !== true) say('this nation is no party')
    if (label.class === 'secret' || label.juvenile) say('above what the agreement lets flow')
    if (
      copy.from !== truth.owner &&
      (label.onward !== 'listed' || agreement?.text.onward.to.includes(nation) !== true)
    )
      say('handed on against its label')
    if (copy.content !== contentOf(copy.record, copy.rev)) say('its content is another')
  }

  /** After a message was given out: recalls and alerts go before everything else. */
  afterNext(node: SimNode, to: string, bytes: Uint8Array): void {
    const message = decodeCbor(bytes)
    const { lane } = (message.ok ? message.value : {}) as { readonly lane?: Lane }
    if (lane === undefined || lane === 0) return
    const stream = node.tables.outStreams.get(`${to}/0`)
    const room = stream === undefined || (!stream.resync && stream.seq < stream.acked + stream.credit)
    const waits = [...node.tables.pending.values()].some((p) => p.to === to && p.lane === 0)
    if (waits && room) this.broken('lane-0', node.nation, `lane ${lane} went to ${to} before lane 0`)
  }

  /** After a node's daily round: nothing is past its date. */
  afterRound(node: SimNode): void {
    for (const copy of node.rows.copies.values())
      if (copy.label.eraseBy !== null && Date.parse(copy.label.eraseBy) <= node.now())
        this.broken('retention', node.nation, `${copy.record} is past its date`)
    this.lookEverywhere(node)
  }

  /** All tables: no envelope outlives its record, no effect came twice, nobody was called a liar. */
  lookEverywhere(node: SimNode): void {
    const { nation, rows, tables } = node
    for (const { record } of tables.inEnvelopes.values())
      if (record !== null && rows.copies.get(record) === undefined)
        this.broken('retention', nation, `an envelope of ${record} is kept without a copy`)
    for (const { sealed, meta } of tables.outEnvelopes.values()) {
      if (sealed === null || meta.record === null) continue
      const held = meta.label.owner === nation ? rows.records : rows.copies
      if (held.get(meta.record.id) === undefined)
        this.broken('retention', nation, `an envelope of ${meta.record.id} waits without a record`)
    }
    for (const [id, times] of rows.effects.entries())
      if (times !== 1) this.broken('once', nation, `${id} had its effect ${times} times`)
    for (const event of rows.events.values())
      if (event.kind === 'fork') this.broken('log', nation, `the stream with ${event.peer} looks forked`)
  }
}

export function contentOf(record: string, rev: number): string {
  return `canary ${record} ${rev}`
}
