import type { WitnessPort } from '../witness/port.ts'
import { ownRoot } from '../witness/own-log.ts'
import { recoverFromWitnesses } from '../witness/recover.ts'
import { witnessRound } from '../witness/submit.ts'
import { logSigner, ORIGIN, TestLog, testRegion, type TestRegion } from '../witness/test-region.ts'
import { toHex } from '../wire/index.ts'
import { diceOf, type Dice } from './dice.ts'
import { DAY_MS, NATIONS } from './region.ts'
import type { World } from './world.ts'

/** Logs watched in a run, witnesses of each, and how many of them make its quorum: more than half. */
const LOGS = 3
const WITNESSES = 5
const QUORUM = 3
const TURN_MS = DAY_MS / 2
const EVENTS_MAX = 6
const BACKUPS_MAX = 12
/** Chance that a node's process ends between asking its witnesses and keeping what they said. */
const FORGETS = 0.1
/** A call is tried so often before a turn is over, as over a real link many times a minute. */
const TRIES = 3

interface Watched {
  readonly nation: string
  readonly all: TestRegion
  log: TestLog
  sizes: ReadonlyMap<string, number>
  /** Roots that a quorum has cosigned, by size: no other may ever stand there. */
  readonly roots: Map<number, string>
  readonly backups: TestLog[]
  /** Restored: it writes nothing before its witnesses have told it what it lost. */
  recovering: boolean
  /** Sizes at which it came back and went on. */
  readonly restoredAt: number[]
}

/**
 * Audit logs of a few nodes with witnesses and mirrors among the others, over the same partitions and losses as everything else: the
 * production rounds and recovery. One of them may belong to a member that shows two histories.
 */
export class Logs {
  readonly #world: World
  readonly #dice: Dice
  readonly #watched: readonly Watched[]
  readonly #liar: Watched | null
  #other: TestLog | null = null

  constructor(world: World) {
    this.#world = world
    // Dice of its own: what else happens in a run of this seed does not depend on it.
    this.#dice = diceOf(world.seed ^ 0x5f10_65a1)
    const nations = this.#dice.some(NATIONS, LOGS)
    this.#watched = nations.map((nation, i) => {
      const log = new TestLog(logSigner(ORIGIN, i + 1))
      const names = this.#dice.some(
        NATIONS.filter((n) => n !== nation),
        WITNESSES,
      )
      const all = testRegion(names, QUORUM, log)
      return {
        nation,
        all,
        log,
        sizes: new Map(),
        roots: new Map(),
        backups: [],
        recovering: false,
        restoredAt: [],
      }
    })
    this.#liar = this.#dice.chance(0.3) ? (this.#watched[0] ?? null) : null
  }

  /** Turns through the whole storm, and for some a day on which they come back from a backup. */
  begin(stormMs: number): void {
    const { calendar } = this.#world
    for (const one of this.#watched) {
      calendar.after(
        this.#dice.int(0, TURN_MS),
        async function turn(this: Logs): Promise<void> {
          calendar.after(TURN_MS, turn.bind(this))
          await this.#turn(one)
        }.bind(this),
      )
      if (one !== this.#liar && this.#dice.chance(0.6))
        calendar.after(this.#dice.next() * stormMs, async () => this.#restore(one))
    }
    const liar = this.#liar
    if (liar !== null) calendar.after(this.#dice.next() * stormMs, () => this.#fork(liar))
  }

  async #turn(one: Watched): Promise<void> {
    const { nation, all } = one
    if (!this.#world.node(nation).up) return
    all.nowMs = this.#world.calendar.now
    if (one.recovering && !(await this.#recover(one))) return
    one.backups.push(await one.log.backup())
    if (one.backups.length > BACKUPS_MAX) one.backups.shift()
    for (let i = this.#dice.int(0, EVENTS_MAX); i > 0; i--) one.log.append(`event ${one.log.size}`)
    if (one.log.size === 0) return
    await this.#round(one, one.log, this.#ports(one))
    if (one === this.#liar && this.#other !== null) {
      this.#other.append(`told otherwise ${this.#other.size}`)
      await this.#round(one, this.#other, this.#ports(one))
    }
  }

  async #round(one: Watched, log: TestLog, ports: readonly WitnessPort[]): Promise<boolean> {
    const own = one.all.own(log)
    const honest = one !== this.#liar
    const { sizes: known, restoredAt } = one
    const round = await witnessRound(own, log.checkpoint(), ports, { sizes: known, restoredAt })
    if (!round.ok) {
      this.#broken(one, `its round failed: ${round.error.code}`)
      return false
    }
    const { quorum, standings, sizes } = round.value
    for (const [name, { kind }] of standings) {
      // One that alone knows more than a restored log follows it with the next quorum.
      const waits = restoredAt.length > 0 && !quorum && kind !== 'untrue'
      if (honest && !waits && (kind === 'ahead' || kind === 'forked' || kind === 'untrue'))
        this.#broken(one, `${name} calls an honest log ${kind}`)
    }
    if (quorum) this.#note(one, log.size, (await this.#rootOf(one, log, log.size)) ?? '')
    this.#world.watch.count(quorum ? 'checkpoints with a quorum' : 'checkpoints without a quorum')
    one.sizes = this.#dice.chance(FORGETS) ? new Map() : sizes
    return quorum
  }

  /** A second root under a quorum at the same size is a split view that nobody stopped. */
  #note(one: Watched, size: number, root: string): void {
    const before = one.roots.get(size)
    if (before !== undefined && before !== root)
      this.#broken(one, `two histories of ${size} leaves have a quorum`)
    one.roots.set(size, root)
  }

  async #restore(one: Watched): Promise<void> {
    if (one.backups.length === 0 || !this.#world.node(one.nation).up) return
    one.log = this.#dice.pick(one.backups)
    one.backups.length = 0
    one.sizes = new Map()
    one.recovering = true
    this.#world.watch.count('logs restored')
  }

  async #recover(one: Watched): Promise<boolean> {
    const found = await recoverFromWitnesses(one.all.own(one.log), this.#ports(one), one.all.nowMs)
    if (!('value' in found)) {
      if (!('error' in found)) this.#broken(one, 'its witnesses hold two histories')
      else if (found.error.code === 'recover.conflict') this.#broken(one, found.error.message)
      // Too few answered, or the one mirror that has it is away: it waits, and writes nothing.
      return false
    }
    if ((found.value.event?.unrecovered.length ?? 0) > 0)
      this.#broken(one, 'a witness had cosigned leaves that it did not hold')
    one.log.appendHashes(found.value.lost.hashes)
    one.restoredAt.push(one.log.size)
    one.log.append('log.recovered')
    one.recovering = false
    this.#world.watch.count(found.value.event === null ? 'logs that lost nothing' : 'logs made whole')
    await this.#checkRoots(one)
    return true
  }

  /** From now on this member shows some one history and others another. */
  async #fork(one: Watched): Promise<void> {
    if (one.log.size === 0) return
    this.#other = await one.log.backup()
    this.#other.append('told otherwise')
    one.log.append('told')
    this.#world.watch.count('logs with two histories')
  }

  /** Every root that a quorum cosigned is in the log for ever: append-only, also over a restore. */
  async #checkRoots(one: Watched): Promise<void> {
    if (one === this.#liar) return
    for (const [size, root] of one.roots)
      if ((await this.#rootOf(one, one.log, size)) !== root)
        this.#broken(one, `what a quorum cosigned at ${size} leaves is no longer in its log`)
  }

  async #rootOf(one: Watched, log: TestLog, size: number): Promise<string | null> {
    if (size > log.size) return null
    const root = await ownRoot(one.all.own(log), size)
    return root.ok ? toHex(root.value) : null
  }

  /** The storm is over: every honest log is whole, cosigned by all and called a liar by nobody; a liar by everybody. */
  async checkSettled(): Promise<void> {
    for (const one of this.#watched) {
      if (one.recovering && !(await this.#recover(one))) {
        this.#broken(one, 'it never got back what it lost')
        continue
      }
      if (one.log.size === 0) continue
      if (one === this.#liar && this.#other !== null) {
        await this.#checkLiar(one, this.#other)
        continue
      }
      if (!(await this.#round(one, one.log, this.#ports(one)))) this.#broken(one, 'no quorum in the calm')
      await this.#checkRoots(one)
      const alarms = one.all.witnesses.flatMap((w) => w.alarms)
      this.#world.watch.count(
        'witnesses that alone had cosigned what was lost',
        one.all.witnesses.filter((w) => w.losses.length > 0).length,
      )
      if (one !== this.#liar && alarms.length > 0)
        this.#broken(one, `an honest log raised ${alarms.length} alarms`)
    }
  }

  /** Shown both histories, every witness raises the alarm. */
  async #checkLiar(one: Watched, other: TestLog): Promise<void> {
    other.append('told otherwise, last')
    for (const log of [one.log, other, one.log]) await this.#round(one, log, one.all.ports)
    for (const { name, alarms } of one.all.witnesses)
      if (alarms.length === 0) this.#broken(one, `${name} was shown two histories and said nothing`)
  }

  #broken(one: Watched, what: string): void {
    this.#world.watch.broken('log', one.nation, what)
  }

  /** Witnesses as they are reached from there: a question or its answer may be lost on the way. */
  #ports(one: Watched): readonly WitnessPort[] {
    const { sea } = this.#world
    const carry = async <T>(name: string, ask: () => Promise<T | null>): Promise<T | null> => {
      const fates = Array.from({ length: TRIES }, () => [sea.weather.loss, sea.weather.loss] as const)
      for (const [lost, unheard] of fates.map((f) => f.map((loss) => this.#dice.chance(loss)))) {
        if (lost === true || !sea.joined(one.nation, name) || !this.#world.node(name).up) continue
        const answer = await ask()
        if (unheard !== true) return answer
      }
      return null
    }
    return one.all.ports.map((port) => ({
      name: port.name,
      addCheckpoint: (body, leaves) => carry(port.name, () => port.addCheckpoint(body, leaves)),
      addRestored: (body, leaves) => carry(port.name, () => port.addRestored(body, leaves)),
      held: (origin) => carry(port.name, () => port.held(origin)),
      checkpoint: (origin) => carry(port.name, () => port.checkpoint(origin)),
      leaves: (origin, begin, end) => carry(port.name, () => port.leaves(origin, begin, end)),
    }))
  }
}
