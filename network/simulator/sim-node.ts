import { treeHasher } from '@basinet/transparency-log'
import {
  acceptDescriptor,
  acceptRevocation,
  registerStatements,
  signKeys,
  type RegisterState,
} from '../register/index.ts'
import { DiskFull, Exchange, MemoryStore, MemoryTables, type MemoryTx, type Room } from '../streams/index.ts'
import { ReceivingKeys, sameBytes, SendingKeys, toHex, type AgreeKey, type Signer } from '../wire/index.ts'
import type { Dice } from './dice.ts'
import { policyOf, type Home } from './household.ts'
import { ingest } from './ingest.ts'
import type { Region } from './region.ts'
import { rowsOf, type Rows } from './rows.ts'

const hasher = treeHasher()
const encoder = new TextEncoder()

/** How a machine ends: at which write to its disk, and whether that write still got there. */
export interface Death {
  readonly atWrite: number
  readonly written: boolean
}

/** One nation's node: the production exchange over a simulated disk and clock, and a household that uses it. */
export class SimNode {
  readonly nation: string
  readonly signers: Signer[]
  readonly agreeKeys: AgreeKey[]
  tables: MemoryTables
  up = true
  room: Room = 'free'
  diskFull = false
  /** Wall clock against true time, milliseconds. */
  skew = 0
  /** Its trusted time against true time: follows the wall clock forward and never goes back. */
  #offset = 0
  home!: Home
  exchange!: Exchange<MemoryTx>
  store!: MemoryStore
  #dying: { writes: number; readonly written: boolean; reached: () => void } | null = null
  readonly #world: { readonly now: () => number; readonly dice: Dice }

  constructor(nation: string, region: Region, world: { readonly now: () => number; readonly dice: Dice }) {
    const member = region.network.member(nation)
    this.nation = nation
    this.signers = [member.signer]
    this.agreeKeys = [member.agree]
    this.#world = world
    this.tables = new MemoryTables()
    this.boot()
    this.rows.register.set('state', region.network.state)
    for (const [id, agreement] of region.agreements)
      if (agreement.text.parties.includes(nation)) this.rows.agreements.set(id, agreement)
    for (const table of this.tables.all()) table.keep()
  }

  get rows(): Rows {
    return this.home.rows
  }

  get register(): RegisterState {
    const state = this.rows.register.get('state')
    if (state === undefined) throw new Error('BUG: a node without a register')
    return state
  }

  now(): number {
    this.#offset = Math.max(this.#offset, this.skew)
    return this.#world.now() + this.#offset
  }

  /** The newest of its keys that the register it knows has in force. */
  signer(): Signer {
    const known = signKeys(this.register, this.now())
    return this.signers.findLast((s) => known(this.nation, s.keyId) !== null) ?? (this.signers[0] as Signer)
  }

  /** A new process on the tables as they are. */
  boot(): void {
    const { dice } = this.#world
    const rows = rowsOf(this.tables)
    this.home = {
      me: this.nation,
      rows,
      exchange: () => this.exchange,
      now: () => this.now(),
      dice,
      key: () => toHex(this.signer().keyId),
    }
    const home = this.home
    this.store = new MemoryStore(this.tables, { sync: () => this.#sync(), full: () => this.diskFull })
    this.exchange = new Exchange<MemoryTx>(
      {
        me: this.nation,
        signer: () => this.signer(),
        sending: new SendingKeys(this.nation, (count) => dice.bytes(count)),
        receiving: new ReceivingKeys(
          this.nation,
          (keyId) => this.agreeKeys.find((k) => sameBytes(k.keyId, keyId)) ?? null,
        ),
        register: () => this.register,
        policy: policyOf(home),
        ingest: (tx, received) => ingest(home, tx, received),
        understands: () => true,
        record: (_tx, event) => {
          rows.leaves.set(String(rows.leaves.size), hasher.leaf(encoder.encode(JSON.stringify(event))))
          rows.events.set(String(rows.events.size), event)
          if (event.kind === 'damaged' && event.side === 'out')
            rows.damaged.set(`${event.peer}/${event.lane}/${event.seq}`, event)
          return Promise.resolve()
        },
        now: () => this.now(),
        random: (count) => dice.bytes(count),
        room: () => (this.diskFull ? 'full' : this.room),
      },
      this.store,
    )
    this.up = true
  }

  /** A command of somebody at this node. False when the disk was full. */
  async command(work: (tx: MemoryTx) => Promise<void>): Promise<boolean> {
    try {
      await this.store.transact(work)
      return true
    } catch (error) {
      if (error instanceof DiskFull) return false
      throw error
    }
  }

  /** Runs something, and ends the machine in the middle of it. What was not on disk is gone. */
  async die(work: () => Promise<void>, { atWrite, written }: Death): Promise<void> {
    let reached = (): void => undefined
    const writing = new Promise<void>((done) => (reached = done))
    this.#dying = { writes: atWrite, written, reached }
    await Promise.race([writing, work()])
    const still = this.#dying.writes > 0
    for (const table of this.tables.all()) {
      if (written && !still) table.keep()
      else table.undo()
    }
    this.#dying = null
    this.up = false
  }

  /** The tables of an older day, as after a disaster. */
  async restore(backup: MemoryTables, peers: readonly string[]): Promise<void> {
    this.tables = backup.copy()
    this.boot()
    await this.exchange.restored(peers)
  }

  /** Takes over register statements another node shows: each proves itself. True when it learnt something. */
  async learn(shown: RegisterState): Promise<boolean> {
    const before = this.register
    let state = before
    const { revocations, descriptors } = registerStatements(shown)
    for (const signed of revocations) {
      const next = acceptRevocation(state, signed)
      if (next.ok) state = next.value
    }
    for (const signed of descriptors) {
      const next = acceptDescriptor(state, signed, this.now())
      if (next.ok) state = next.value
    }
    if (state === before) return false
    return this.command((_tx) => {
      this.rows.register.set('state', state)
      return Promise.resolve()
    })
  }

  #sync(): Promise<void> {
    const dying = this.#dying
    if (dying === null) return Promise.resolve()
    if (--dying.writes > 0) return Promise.resolve()
    dying.reached()
    return new Promise<void>(() => undefined)
  }
}
