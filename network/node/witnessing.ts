import { must, ok, type Result } from '@basinet/kernel/contract'
import {
  cosigner,
  noteSigner,
  sha256,
  signNote,
  SIGNATURE_TYPE,
  treeHasher,
  verifierKey,
  formatNote,
  parseNote,
  type TlogPolicy,
  type VerifierKey,
} from '@basinet/transparency-log'
import { everKeysOf, members, signKeysOf } from '../register/index.ts'
import type { SqlStore } from '../streams/index.ts'
import { verifySignature } from '../wire/index.ts'
import {
  answerWitnessCall,
  createMirror,
  createWitness,
  logGrew,
  pushLeaves,
  readOwnHead,
  recoverFromWitnesses,
  remoteWitness,
  roundEnded,
  sqlMirrorStore,
  sqlOwnTiles,
  sqlWitnessStore,
  UNWITNESSED,
  witnessRound,
  type Mirror,
  type OwnLog,
  type Round,
  type Witness,
  type WitnessHealth,
  type WitnessPort,
  type WitnessStanding,
} from '../witness/index.ts'
import { asNetwork, readFact, writeFact, type Db } from './db.ts'
import type { Parts } from './parts.ts'
import { raiseAlarm } from './log-alarms.ts'

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
    this.#mirror = createMirror({ store: sqlMirrorStore(run), witnessed: store, logKeys, hasher })
    const key = parts.signer()
    this.#witness = createWitness({
      signer: must(cosigner(witnessName(parts.me), key.publicKey, (message) => key.sign(message))),
      store,
      mirror: this.#mirror,
      logKeys,
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
    if (given.value.alarm !== null) await raiseAlarm(this.#parts, this.#store, given.value.alarm)
    return ok(given.value.bytes)
  }

  ports(nations: readonly string[]): WitnessPort[] {
    return nations.map((nation) => remoteWitness(nation, (request) => this.#call(nation, request)))
  }

  /** The own log with the policy over these nations as witnesses. */
  async own(size: number, nations: readonly string[]): Promise<{ own: OwnLog; quorum: number }> {
    const { me, state, core } = this.#parts
    const origin = originOfNation(me)
    const { register } = state()
    const at = core.now().getTime()
    const set = await this.#run((db) => readFact<number>(db, QUORUM))
    const quorum = Math.max(1, Math.min(set ?? Math.floor(nations.length / 2) + 1, nations.length))
    const keys = everKeysOf(register, me).map((key) => must(verifierKey(origin, SIGNATURE_TYPE.ed25519, key)))
    const policy: TlogPolicy = {
      logs: keys.map((key) => ({ key, url: null })),
      witnesses: nations.flatMap((nation) => {
        const [newest] = signKeysOf(register, nation, at)
        if (newest === undefined) return []
        const key = must(verifierKey(witnessName(nation), SIGNATURE_TYPE.cosignatureV1, newest))
        return [{ name: nation, key, url: null }]
      }),
      groups: nations.length === 0 ? [] : [{ name: 'members', threshold: quorum, members: [...nations] }],
      quorum: nations.length === 0 ? null : 'members',
    }
    const own = { origin, keys, size, tiles: sqlOwnTiles(this.#run), hasher, verify: verifySignature, policy }
    return { own, quorum }
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
    const { me, core, signer } = this.#parts
    const { head, before } = await this.#run(async (db) => ({
      head: await readOwnHead(db),
      before: await readWitnessed(db),
    }))
    if (head === null) return
    const nations = this.witnesses()
    const { own, quorum } = await this.own(head.size, nations)
    const of = nations.length
    const grown = logGrew(before.health, head.size, core.now().getTime())
    if (of === 0 || (before.health.witnessed?.size === head.size && before.quorum === quorum))
      return this.#keep({ ...before, health: grown, quorum: of === 0 ? 0 : quorum, of })
    const key = signer()
    const noted = must(noteSigner(originOfNation(me), key.publicKey, (message) => key.sign(message)))
    const note = signed(head.note, must(signNote(must(parseNote(head.note)).text, [noted])))
    const ports = this.ports(nations)
    const round = await witnessRound(own, note, ports, this.#sizes)
    if (!round.ok) throw new Error(`the log could not be shown to its witnesses: ${round.error.message}`)
    this.#sizes = round.value.sizes
    await this.#mirrors(own, ports, round.value, head.size)
    const { standings } = round.value
    const health = roundEnded(grown, round.value, head.size, head.atMs, core.now().getTime())
    await this.#keep({
      health,
      quorum,
      of,
      note: round.value.quorum ? round.value.checkpoint : before.note,
      standings: Object.fromEntries([...standings].map(([name, standing]) => [name, standing.kind])),
    })
    await this.#suspicions(note, standings)
  }

  /** Witnesses that cosigned also get the leaf hashes; one that does not take them is behind and gets them with a later round. */
  async #mirrors(own: OwnLog, ports: readonly WitnessPort[], round: Round, size: number): Promise<void> {
    const good = ports.filter((port) => round.standings.get(port.name)?.kind === 'cosigned')
    await Promise.all(good.map((port) => pushLeaves(own, port, size)))
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
      await tx.db.client.query('SELECT basinet.log_recovered()')
    })
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
