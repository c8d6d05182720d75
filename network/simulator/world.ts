import { createHash } from 'node:crypto'
import { DiskFull, type MemoryTables } from '../streams/index.ts'
import { LANES } from '../wire/index.ts'
import { RETRANSMIT_MS } from '../streams/sender.ts'
import { Calendar } from './calendar.ts'
import { diceOf, type Dice } from './dice.ts'
import { NATIONS, region, START, type Region } from './region.ts'
import { Sea } from './sea.ts'
import { SimNode, type Death } from './sim-node.ts'
import { Watch } from './watch.ts'

/** Bytes of a batch, small so that there are many. */
const MESSAGE_BYTES = 6000
const IN_FLIGHT_MAX = 4
/** Pauses between tries double up to 2 to the power of this. */
const PATIENCE_MAX = 6
const ENTRIES_MAX = 400_000
const REBOOT_MAX_MS = 6 * 3_600_000

/** A region in simulated time: everything follows from the seed. */
export class World {
  readonly seed: number
  readonly dice: Dice
  readonly calendar = new Calendar(START)
  readonly region: Region = region()
  readonly sea: Sea
  readonly nodes = new Map<string, SimNode>()
  readonly watch: Watch
  /** Probability that a machine ends while it does something. */
  deadliness = 0
  /** Agreements that somebody meant to end, and nodes that came back from a backup. */
  readonly ended = new Set<string>()
  readonly restored = new Set<string>()
  readonly #patience = new Map<string, number>()
  readonly #waiting = new Set<string>()
  readonly #trace = createHash('sha256')

  constructor(seed: number) {
    this.seed = seed
    this.dice = diceOf(seed)
    this.sea = new Sea(this.calendar, this.dice, (from, to, bytes) => this.#arrive(from, to, bytes))
    const parts = { now: () => this.calendar.now, dice: this.dice }
    for (const nation of NATIONS) this.nodes.set(nation, new SimNode(nation, this.region, parts))
    this.watch = new Watch(this)
  }

  node(nation: string): SimNode {
    const node = this.nodes.get(nation)
    if (node === undefined) throw new Error(`BUG: no node ${nation}`)
    return node
  }

  note(what: string): void {
    this.#trace.update(`${this.calendar.now} ${what}\n`)
  }

  /** Digest of everything that happened, in order: equal for equal seeds. */
  traceDigest(): string {
    return this.#trace.copy().digest('hex')
  }

  async run(ms: number): Promise<void> {
    if (!(await this.calendar.run(this.calendar.now + ms, ENTRIES_MAX)))
      this.watch.broken('bound', 'REG', `more than ${ENTRIES_MAX} steps`)
  }

  /** Something happens at a node: it may end in the middle of it. */
  async at(nation: string, what: string, work: (node: SimNode) => Promise<void>): Promise<void> {
    const node = this.node(nation)
    if (!node.up) return
    this.note(`${nation} ${what}`)
    if (this.dice.chance(this.deadliness)) await this.crash(node, () => work(node))
    else await work(node)
    this.watch.look(node)
  }

  async crash(node: SimNode, work: () => Promise<void>): Promise<void> {
    const death: Death = { atWrite: this.dice.int(1, 2), written: this.dice.chance(0.5) }
    this.note(`${node.nation} dies`)
    this.watch.count('crashes')
    await node.die(work, death)
    this.calendar.after(this.dice.next() * REBOOT_MAX_MS, async () => this.rise(node))
  }

  /** The machine is lost and comes back as it was on an older day. */
  async restore(node: SimNode, backup: MemoryTables, madeAt: number): Promise<void> {
    this.note(`${node.nation} restored`)
    this.watch.count('restores')
    this.restored.add(node.nation)
    // What it took back since, it no longer knows of.
    for (const truth of this.watch.records.values())
      if (truth.owner === node.nation && truth.recalledAt !== null && truth.recalledAt >= madeAt)
        truth.recalledAt = null
    node.diskFull = false
    await node.restore(
      backup,
      NATIONS.filter((n) => n !== node.nation),
    )
    for (const other of NATIONS) if (other !== node.nation) this.meet(node.nation, other)
  }

  /** A record that its owner no longer has was recalled. */
  recalledIfGone(node: SimNode, record: string): void {
    const truth = this.watch.records.get(record)
    const written = [...node.rows.recalls.values()].some((r) => r.record === record)
    if (truth !== undefined && written && node.rows.records.get(record) === undefined)
      truth.recalledAt ??= this.calendar.now
  }

  rise(node: SimNode): void {
    if (node.up) return
    this.note(`${node.nation} boots`)
    node.boot()
    for (const other of NATIONS) if (other !== node.nation) this.meet(node.nation, other)
  }

  /** Two nodes find a link: they ask each other how far they are, and what the register says. */
  meet(a: string, b: string): void {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      this.calendar.after(this.dice.int(0, 2000), async () => {
        const one = this.node(from)
        if (!(await this.#introduce(from, to))) return
        this.#patience.delete(`${from}>${to}`)
        if (this.#known(one, to)) this.sea.send(from, to, one.exchange.ask(to))
        this.nudge(from, to)
      })
    }
  }

  /** The second takes over what the first's register says; false when they are not in touch. */
  async #introduce(from: string, to: string): Promise<boolean> {
    const [one, other] = [this.node(from), this.node(to)]
    if (!one.up || !other.up || !this.sea.joined(from, to)) return false
    await this.at(to, 'register', async () => {
      if (one.register !== other.register) await other.learn(one.register)
    })
    return true
  }

  /** Asks for nothing where nothing ever went. */
  #known(node: SimNode, peer: string): boolean {
    return LANES.some((lane) => node.tables.outStreams.get(`${peer}/${lane}`) !== undefined)
  }

  /** Something may be waiting from one for the other. */
  nudge(from: string, to: string, after = 0): void {
    const key = `${from}>${to}`
    if (after > 0 && this.#waiting.has(key)) return
    if (after > 0) this.#waiting.add(key)
    this.calendar.after(after, async () => {
      if (after > 0) this.#waiting.delete(key)
      await this.#pump(from, to, after > 0)
    })
  }

  nudgeAll(from: string): void {
    for (const to of NATIONS) if (to !== from) this.nudge(from, to)
  }

  async #pump(from: string, to: string, timed: boolean): Promise<void> {
    if (!this.sea.joined(from, to) || !this.node(from).up) return
    let sent = 0
    for (; sent < IN_FLIGHT_MAX; sent++) {
      let bytes: Uint8Array | null = null
      await this.at(from, `next ${to}`, async (node) => {
        try {
          bytes = await node.exchange.next(to, MESSAGE_BYTES)
          if (bytes !== null) this.watch.afterNext(node, to, bytes)
        } catch (error) {
          if (!(error instanceof DiskFull)) throw error
        }
      })
      if (bytes === null) break
      this.sea.send(from, to, bytes)
    }
    if (!this.#outstanding(from, to)) return
    // Without credit there is nothing to send, and the question how much there is now, as a link asks it all the time.
    if (timed && sent === 0) this.sea.send(from, to, this.node(from).exchange.ask(to))
    const key = `${from}>${to}`
    const patience = this.#patience.get(key) ?? 0
    this.#patience.set(key, Math.min(PATIENCE_MAX, patience + 1))
    this.nudge(from, to, RETRANSMIT_MS * 1.05 * 2 ** patience)
  }

  #outstanding(from: string, to: string): boolean {
    const { tables } = this.node(from)
    const behind = LANES.some((lane) => {
      const stream = tables.outStreams.get(`${to}/${lane}`)
      return stream !== undefined && (stream.acked < stream.seq || stream.resync)
    })
    return behind || [...tables.pending.values()].some((p) => p.to === to)
  }

  async #arrive(from: string, to: string, bytes: Uint8Array): Promise<void> {
    await this.at(to, `takes ${bytes.length} from ${from}`, async (node) => {
      this.watch.count('messages')
      const reply = await node.exchange.receive(bytes)
      if (!reply.ok) {
        this.note(reply.error.code)
        this.watch.refused(reply.error.code)
        // A key it does not know yet: it asks who it met to show the register. What was sent comes again in its time: a node whose disk is
        // full cannot learn, and would be asked without a pause.
        if (reply.error.code === 'signature.unknown')
          this.calendar.after(this.dice.int(0, 2000), async () => void (await this.#introduce(from, to)))
        return
      }
      if (reply.value !== null) this.sea.send(to, reply.value.to, reply.value.bytes)
      this.nudge(to, from)
      const { pending } = this.node(to).tables
      for (const peer of new Set([...pending.values()].map((p) => p.to))) this.nudge(to, peer)
    })
  }
}
