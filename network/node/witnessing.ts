import { must, ok, type Result } from '@basinet/kernel/contract'
import {
  cosigner,
  noteSigner,
  signCheckpoint,
  sha256,
  signNote,
  SIGNATURE_TYPE,
  treeHasher,
  verifierKey,
  formatNote,
  parseNote,
  type NoteSigner,
  type TlogPolicy,
  type VerifierKey,
} from '@basinet/transparency-log'
import { everKeysOf, members, signingKey, signKeysOf } from '../register/index.ts'
import type { SqlStore } from '../streams/index.ts'
import { verifySignature } from '../wire/index.ts'
import {
  answerWitnessCall,
  createMirror,
  createWitness,
  logGrew,
  ownRoot,
  readOwnHead,
  recoverFromWitnesses,
  remoteWitness,
  roundEnded,
  sqlOwnTiles,
  sqlWitnessStore,
  UNWITNESSED,
  witnessRound,
  type Mirror,
  type OwnLog,
  type Witness,
  type WitnessHealth,
  type WitnessPort,
  type WitnessStanding,
} from '../witness/index.ts'
import { asNetwork, readFact, writeFact, type Db } from './db.ts'
import type { Parts } from './parts.ts'
import { closeHealed, raiseAlarm } from './log-alarms.ts'

const hasher = treeHasher(sha256)
const FACT = 'witnessing'
/** What the operator set with `basinet network witness`; absent: more than half of the other members. */
const QUORUM = 'witness-quorum'

/** Reaches one partner's witness; null when it did not answer in time. */
export type CallPeer = (nation: string, request: Uint8Array) => Promise<Uint8Array | null>

/** What the node knows of its log's witnesses; kept, so that "unwitnessed since" survives a restart. */
export interface Witnessed {
  readonly health: WitnessHealth
  readonly quorum: number
  readonly of: number
  /** Newest checkpoint that had its quorum, with every cosignature: what proves a leaf to somebody who trusts the witnesses. */
  readonly note: string | null
  readonly standings: Readonly<Record<string, WitnessStanding['kind']>>
}

const NOTHING: Witnessed = { health: UNWITNESSED, quorum: 0, of: 0, note: null, standings: {} }

/** Sizes at which the log came back from a backup and went on; witnesses that could not be asked then are shown so. */
const RESTORED_AT = 'log-restored-at'
const RESTORES_KEPT = 16

/** Partners that two persons decided not to wait for after a restore. */
const EXCUSED = 'restored-excused'
interface Excused {
  readonly nation: string
  readonly by: string
  readonly at: string
}

export const originOfNation = (nation: string): string => `basinet/${nation}`
const nationOf = (origin: string): string => origin.slice('basinet/'.length)
const witnessName = (nation: string): string => `${originOfNation(nation)}/witness`

export async function readWitnessed(db: Db): Promise<Witnessed> {
  return (await readFact<Witnessed>(db, FACT)) ?? NOTHING
}

/** Two persons answer for going on without these after a restore. */
export async function excuseWitnesses(
  db: Db,
  nations: readonly string[],
  by: string,
  at: Date,
): Promise<void> {
  const before = (await readFact<Excused[]>(db, EXCUSED)) ?? []
  const fresh = nations.map((nation) => ({ nation, by, at: at.toISOString() }))
  await writeFact(db, EXCUSED, [...before, ...fresh])
}

export async function setQuorum(db: Db, quorum: number): Promise<void> {
  await writeFact(db, QUORUM, quorum)
}

/** The node as witness of its partners' logs, and its own log before its witnesses. */
export class Witnessing {
  readonly #parts: Parts
  readonly #store: SqlStore
  readonly #call: CallPeer
  readonly #witness: Witness
  readonly #mirror: Mirror
  #sizes: ReadonlyMap<string, number> = new Map()
  #round: Promise<void> | null = null

  constructor(parts: Parts, streams: SqlStore, call: CallPeer) {
    this.#parts = parts
    this.#store = streams
    this.#call = call
    const run = this.#run
    const store = sqlWitnessStore(run)
    const logKeys = (origin: string): readonly VerifierKey[] => this.#logKeys(origin)
    this.#mirror = createMirror(store, hasher)
    const key = parts.signer()
    this.#witness = createWitness({
      signer: must(cosigner(witnessName(parts.me), key.publicKey, (message) => key.sign(message))),
      store,
      mirror: this.#mirror,
      logKeys,
      majority: (origin) => this.#majority(origin),
      hasher,
      verify: verifySignature,
      nowMs: () => parts.core.now().getTime(),
    })
  }

  readonly #run = <T>(work: (db: Db) => Promise<T>): Promise<T> => asNetwork(this.#parts.core, work)

  /** A log's keys are its nation's signing keys in force: its checkpoints carry their signature beside the audit key's own. */
  #logKeys(origin: string): readonly VerifierKey[] {
    const { state, core } = this.#parts
    const nation = nationOf(origin)
    if (origin !== originOfNation(nation)) return []
    return signKeysOf(state().register, nation, core.now().getTime()).map((key) =>
      must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key)),
    )
  }

  /** Answers a partner. Alarms are raised before the answer leaves. */
  async answer(from: string, request: Uint8Array): Promise<Result<Uint8Array>> {
    const given = await answerWitnessCall(
      { witness: this.#witness, mirror: this.#mirror },
      request,
      originOfNation(from),
    )
    if (!given.ok) return given
    const { alarm, loss, cosigned, bytes } = given.value
    const raised = alarm ?? loss
    if (raised !== null) await raiseAlarm(this.#parts, this.#store, raised)
    if (cosigned !== null) await this.#healed(cosigned)
    return ok(bytes)
  }

  /** A log goes on with a history that contains both trees of an alarm: it took back what it had lost, and the alarm is over. */
  async #healed(origin: string): Promise<void> {
    const held = await this.#mirror.held(origin)
    await closeHealed(this.#parts, this.#store, origin, held, async (size) => {
      const found = await this.#mirror.prefix(origin, size, held)
      return found?.root ?? null
    })
  }

  #majority(origin: string): TlogPolicy | null {
    const { state, core } = this.#parts
    const nation = nationOf(origin)
    const keys = this.#logKeys(origin)
    const { register } = state()
    const at = core.now().getTime()
    const others = members(register).filter((n) => n !== nation && signKeysOf(register, n, at).length > 0)
    return keys.length === 0 ? null : this.#policy(keys, others, Math.floor(others.length / 2) + 1)
  }

  #policy(keys: readonly VerifierKey[], nations: readonly string[], quorum: number): TlogPolicy {
    const { state, core } = this.#parts
    const at = core.now().getTime()
    return {
      logs: keys.map((key) => ({ key, url: null })),
      witnesses: nations.flatMap((nation) => {
        const named = signingKey(state().register, nation, at)
        if (named === null) return []
        const key = must(verifierKey(witnessName(nation), SIGNATURE_TYPE.cosignatureV1, named))
        return [{ name: nation, key, url: null }]
      }),
      groups: nations.length === 0 ? [] : [{ name: 'members', threshold: quorum, members: [...nations] }],
      quorum: nations.length === 0 ? null : 'members',
    }
  }

  ports(nations: readonly string[]): WitnessPort[] {
    return nations.map((nation) => remoteWitness(nation, (request) => this.#call(nation, request)))
  }

  /** The own log with the policy over these nations as witnesses. */
  async own(size: number, nations: readonly string[]): Promise<{ own: OwnLog; quorum: number }> {
    const { me, state } = this.#parts
    const origin = originOfNation(me)
    const set = await this.#run((db) => readFact<number>(db, QUORUM))
    const quorum = Math.max(1, Math.min(set ?? Math.floor(nations.length / 2) + 1, nations.length))
    const keys = everKeysOf(state().register, me).map((key) =>
      must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key)),
    )
    const policy = this.#policy(keys, nations, quorum)
    const tiles = sqlOwnTiles(this.#run)
    const sign = (of: number, root: Uint8Array): string =>
      must(signCheckpoint({ origin, size: of, root, extensions: [] }, this.#noteSigner()))
    return { own: { origin, keys, size, tiles, hasher, verify: verifySignature, policy, sign }, quorum }
  }

  #noteSigner(): NoteSigner {
    const { me, signer } = this.#parts
    const key = signer()
    return must(noteSigner(originOfNation(me), key.publicKey, (message) => key.sign(message)))
  }

  witnesses(): string[] {
    const { me, state, core } = this.#parts
    const at = core.now().getTime()
    const { register } = state()
    return members(register).filter((n) => n !== me && signKeysOf(register, n, at).length > 0)
  }

  /** Takes the newest checkpoint round, unless a round is under way. Resolves when it is over. */
  round(): Promise<void> {
    this.#round ??= this.#once().finally(() => (this.#round = null))
    return this.#round
  }

  async #once(): Promise<void> {
    const { core } = this.#parts
    const { head, before, restoredAt } = await this.#run(async (db) => ({
      head: await readOwnHead(db),
      before: await readWitnessed(db),
      restoredAt: (await readFact<number[]>(db, RESTORED_AT)) ?? [],
    }))
    if (head === null) return
    const nations = this.witnesses()
    const { own, quorum } = await this.own(head.size, nations)
    const of = nations.length
    const grown = logGrew(before.health, head.size, core.now().getTime())
    if (of === 0 || (before.health.witnessed?.size === head.size && before.quorum === quorum))
      return this.#keep({ ...before, health: grown, quorum: of === 0 ? 0 : quorum, of })
    const note = signed(head.note, must(signNote(must(parseNote(head.note)).text, [this.#noteSigner()])))
    const ports = this.ports(nations)
    const round = await witnessRound(own, note, ports, { sizes: this.#sizes, restoredAt })
    if (!round.ok) throw new Error(`the log could not be shown to its witnesses: ${round.error.message}`)
    this.#sizes = round.value.sizes
    const { standings } = round.value
    const health = roundEnded(grown, round.value, head.size, head.atMs, core.now().getTime())
    await this.#keep({
      health,
      quorum,
      of,
      note: round.value.quorum ? round.value.checkpoint : before.note,
      standings: Object.fromEntries([...standings].map(([name, standing]) => [name, standing.kind])),
    })
    const { quorum: stands } = round.value
    // A witness that could not be asked after a restore may alone know more: it follows with the next quorum.
    if (restoredAt.length === 0 || stands) await this.#suspicions(note, standings)
    if (stands) await this.#ownHealed(own)
  }

  async #ownHealed(own: OwnLog): Promise<void> {
    await closeHealed(this.#parts, this.#store, own.origin, own.size, async (size) => {
      const root = await ownRoot(own, size)
      return root.ok ? root.value : null
    })
  }

  /** A witness that shows another tree under our own signature: everybody is to know, ourselves first. */
  async #suspicions(note: string, standings: ReadonlyMap<string, WitnessStanding>): Promise<void> {
    const { me, core } = this.#parts
    for (const [name, standing] of standings) {
      if (standing.kind !== 'forked' && standing.kind !== 'ahead') continue
      const kind = standing.kind === 'forked' ? 'split-view' : 'rollback'
      const message =
        standing.kind === 'forked'
          ? `${name} holds another history of this log`
          : `${name} has witnessed ${standing.size} leaves: this log has lost some`
      const notes = [standing.note, note] as const
      const atMs = core.now().getTime()
      const alarm = {
        severity: 'red',
        kind,
        origin: originOfNation(me),
        atMs,
        notes,
        prefix: null,
        message,
      } as const
      await raiseAlarm(this.#parts, this.#store, alarm)
    }
  }

  /**
   * After a restore from a backup, while nothing of the log is numbered: takes back from the witnesses what they know and the
   * backup does not, and logs first what was lost. Null when the log goes on; otherwise why it does not yet.
   */
  async recover(): Promise<string | null> {
    const { me, core } = this.#parts
    const { restored, size, excused } = await this.#run(async (db) => {
      const { rows } = await db.query<{ restored: boolean; size: string }>(
        'SELECT basinet.log_restored() AS restored, basinet.log_size() AS size',
      )
      const excused = (await readFact<Excused[]>(db, EXCUSED)) ?? []
      return { restored: rows[0]?.restored === true, size: Number(rows[0]?.size ?? 0), excused }
    })
    if (!restored) return null
    const nations = this.witnesses().filter((n) => !excused.some((e) => e.nation === n))
    const { own } = await this.own(size, nations)
    const found =
      nations.length === 0 ? null : await recoverFromWitnesses(own, this.ports(nations), core.now().getTime())
    if (found !== null && 'alarm' in found) {
      await raiseAlarm(this.#parts, this.#store, found.alarm)
      return found.alarm.message
    }
    if (found?.ok === false) return found.error.message
    await this.#store.transact(async (tx) => {
      if (found !== null && found.value.event !== null) {
        const { lost, tiles, event } = found.value
        tx.audit({
          kind: 'log.recovered',
          at: tx.db.at,
          actor: `network:${me}`,
          outcome: 'done',
          details: event,
        })
        // Waits already when the leaves come back, so that it is the first to be numbered after them.
        await tx.flushAudit(me)
        await tx.db.client.query('SELECT basinet.recover_log($1, $2, $3, $4, $5)', [
          lost.from,
          lost.hashes.map((h) => Buffer.from(h)),
          tiles.map((t) => t.tile.level),
          tiles.map((t) => t.tile.index),
          tiles.map((t) => Buffer.from(t.bytes)),
        ])
      }
      if (excused.length > 0)
        tx.audit({
          kind: 'network.changed',
          at: tx.db.at,
          actor: `network:${me}`,
          outcome: 'done',
          details: { excused },
        })
      await tx.db.client.query('DELETE FROM basinet.network_fact WHERE name = $1', [EXCUSED])
      const earlier = (await readFact<number[]>(tx.db.client, RESTORED_AT)) ?? []
      const here = found?.value.target?.size ?? size
      await writeFact(tx.db.client, RESTORED_AT, [...earlier, here].slice(-RESTORES_KEPT))
      await tx.db.client.query('SELECT basinet.log_recovered()')
    })
    this.#sizes = new Map()
    return null
  }

  #keep(witnessed: Witnessed): Promise<void> {
    return this.#run((db) => writeFact(db, FACT, witnessed))
  }
}

/** The audit key's note with the line of another signature of the same text. */
function signed(note: string, other: string): string {
  const [a, b] = [must(parseNote(note)), must(parseNote(other))]
  return formatNote({ text: a.text, signatures: [...a.signatures, ...b.signatures] })
}
