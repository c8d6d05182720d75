import type { AuditDraft } from '@basinet/kernel/audit'
import type { Keyring } from '@basinet/kernel/keys'
import type { Core } from '@basinet/kernel/record'
import {
  Exchange,
  SqlStore,
  type Received,
  type Room,
  type SqlTx,
  type StreamContext,
  type StreamEvent,
  type Taken,
} from '../streams/index.ts'
import type { TlsIdentity } from '../transports/index.ts'
import { signingKey } from '../register/index.ts'
import { ReceivingKeys, sameBytes, SendingKeys } from '../wire/index.ts'
import { announceStatements } from './announce.ts'
import { carryOutOrders } from './carry-out.ts'
import type { AskableModule } from '../hit/probe-contract.ts'
import type { LiveKind } from '../live/contract.ts'
import { asNetwork, readFact } from './db.ts'
import { NETWORK_TYPE, streamPolicy } from './flow.ts'
import { followReleases } from './follow.ts'
import { nextCertificateAt, type OwnKeys } from './keys.ts'
import { eraseDueCopies, pauseCopies, renewLeases, takeRenewal } from './leases.ts'
import { hitWords, openHit, workHits, type HitParts } from './hit/index.ts'
import { withConfirmedHits } from './hit/policy.ts'
import { isLive, LiveNotes, sendLive, takeLive } from './live.ts'
import { takeAlarm } from './log-alarms.ts'
import { takeMoved } from './move-share.ts'
import { reportOpened, takeOpened } from './opened.ts'
import { ownPapersDue, sendPaper, takePaper, type ReadPaper } from './paper.ts'
import type { Parts } from './parts.ts'
import { recallEnded } from './recall-ended.ts'
import { takeContinuity } from './continuity.ts'
import { graceCopies } from './grace.ts'
import { loadState, stampOf, type NetworkState } from './state.ts'
import { takeCopies } from './take-copy.ts'
import { takeReceipt, takeRecall } from './take-recall.ts'
import { takeCertificates, takeStatements } from './take-statements.ts'
import { takenBack } from './taken-back.ts'

type Asked = Pick<AskableModule, 'foundBy' | 'probes'>

export interface EngineOptions {
  readonly core: Core
  readonly keys: OwnKeys
  readonly state: NetworkState
  readonly newId: () => string
  /** Seals what hit/no-hit keeps secret. */
  readonly vault: Pick<Keyring, 'seal' | 'open'>
  /** What capabilities let partners ask for. */
  readonly asked: readonly Asked[]
  /** What capabilities send live, beside records. */
  readonly live?: readonly LiveKind[]
  /** Reads signed papers; absent: they are given by hand. */
  readonly readPaper?: ReadPaper
  readonly random: (bytes: number) => Uint8Array
  readonly room: () => Room
}

/** Words of partners by type, with the versions this node reads. */
export type WordTaker = (parts: Parts, tx: SqlTx, received: Received) => Promise<Taken>
const WORDS: Readonly<Record<string, WordTaker>> = {
  'network.recall': takeRecall,
  'network.recall-receipt': takeReceipt,
  'network.renewal': (_parts, tx, received) => takeRenewal(tx, received),
  'network.moved': takeMoved,
  'network.opened': takeOpened,
  'network.continuity': takeContinuity,
  'network.paper': takePaper,
  'network.statements': takeStatements,
  'network.certificates': takeCertificates,
  'network.log-alarm': takeAlarm,
}

/** Set by a restore (kernel/backup/mark-restored.ts). */
const RESTORED = 'restored'

/** Acknowledged content is kept so long for healing a partner's damage, milliseconds. */
const DELIVERED_KEPT_MS = 7 * 86_400_000
const FORGET_MAX = 5000

/** The network inside the node: streams over the node's own database, and what their envelopes do here. */
export class NetworkEngine {
  readonly parts: Parts
  readonly exchange: Exchange<SqlTx>
  readonly store: SqlStore
  /** What it proves itself with to partners. */
  readonly tls: TlsIdentity
  readonly #core: Core
  #tlsNextAt: number | null
  #state: NetworkState
  readonly #confirmed = new Set<string>()
  readonly hit: HitParts
  readonly #words: Readonly<Record<string, WordTaker>>
  readonly #live: ReadonlyMap<string, LiveKind>
  readonly #notes = new LiveNotes()
  readonly #readPaper: ReadPaper | null

  constructor(options: EngineOptions) {
    const { core, keys, newId } = options
    this.#core = core
    this.#readPaper = options.readPaper ?? null
    this.#live = new Map((options.live ?? []).map((kind) => [kind.type, kind]))
    this.#state = options.state
    this.store = new SqlStore(core)
    this.tls = keys.tls
    this.#tlsNextAt = keys.tlsNextAt
    const named = signingKey(options.state.register, core.nation, core.now().getTime())
    const own = keys.sign.find((k) => named !== null && sameBytes(k.key.publicKey, named))
    const signer = (own ?? keys.sign[0])?.key
    if (signer === undefined) throw new Error('BUG: a node in the network has a signing key')
    this.exchange = new Exchange(this.#context(options), this.store)
    this.parts = {
      me: core.nation,
      core,
      state: () => this.#state,
      exchange: this.exchange,
      signer: () => signer,
      newId,
    }
    const { vault, random, asked } = options
    const foundBy = asked.flatMap((module) => module.foundBy ?? [])
    const probes = asked.flatMap((module) => module.probes ?? [])
    const { parts, store } = this
    this.hit = { parts, store, vault, random, foundBy, probes, confirmed: this.#confirmed, held: new Map() }
    this.#words = { ...WORDS, ...hitWords(this.hit) }
  }

  get state(): NetworkState {
    return this.#state
  }

  #context({ core, keys, random, room }: EngineOptions): StreamContext<SqlTx> {
    const me = core.nation
    const own = keys.agree.map((k) => k.key)
    return {
      me,
      signer: () => this.parts.signer(),
      sending: new SendingKeys(me, random),
      receiving: new ReceivingKeys(me, (id) => own.find((k) => sameBytes(k.keyId, id)) ?? null),
      register: () => this.#state.register,
      policy: withConfirmedHits(
        streamPolicy(() => this.#state, me),
        () => this.#state,
        me,
        this.#confirmed,
      ),
      takenBack: (tx, metas, to) => takenBack(this.parts, tx, metas, to),
      ingest: async (tx, received) => {
        if (received.every(({ envelope }) => this.#words[envelope.type] === undefined && !isLive(envelope)))
          return takeCopies(this.parts, tx, received)
        const taken: Taken[] = []
        for (const one of received) taken.push(...(await this.#take(tx, one)))
        return taken
      },
      understands: (type, version) =>
        NETWORK_TYPE.test(type)
          ? version === 1 && this.#words[type] !== undefined
          : (core.registry.record(type)?.version ?? 0) >= version,
      record: async (tx, event) => {
        const draft = auditOf(event, me)
        if (draft !== null) tx.audit({ ...draft, at: tx.db.at })
      },
      now: () => core.now().getTime(),
      random,
      room,
    }
  }

  async #take(tx: SqlTx, received: Received): Promise<Taken[]> {
    if (isLive(received.envelope)) return [await takeLive(this.parts, tx, this.#live, received, this.#notes)]
    const word = this.#words[received.envelope.type]
    return word === undefined
      ? takeCopies(this.parts, tx, [received])
      : [await word(this.parts, tx, received)]
  }

  /** Whether the day of the next certificate has come. */
  certificateDue(): boolean {
    return this.#tlsNextAt !== null && this.#core.now().getTime() >= this.#tlsNextAt
  }

  /** Whether the register names another key of this nation to sign with than this engine does. */
  keysChanged(): boolean {
    const { me, core, signer } = this.parts
    const named = signingKey(this.#state.register, me, core.now().getTime())
    return named !== null && !sameBytes(named, signer().publicKey)
  }

  /** Looks whether register, agreements, certificates or links changed, and takes them over. True when they did. */
  async refresh(): Promise<boolean> {
    const { nation } = this.#core
    const found = await asNetwork(this.#core, async (db, at) =>
      (await stampOf(db)) === this.#state.stamp
        ? null
        : { fresh: await loadState(db, nation, at.getTime()), tlsNextAt: await nextCertificateAt(db, at) },
    )
    if (found === null) return false
    const { fresh } = found
    this.#tlsNextAt = found.tlsNextAt
    if (!fresh.ok) throw new Error(fresh.error.message)
    if (fresh.value === null) throw new Error('BUG: the register is gone')
    this.#state = fresh.value
    return true
  }

  /** Whether what is stored has changed since it was taken over. */
  async isStale(): Promise<boolean> {
    return asNetwork(this.#core, async (db) => (await stampOf(db)) !== this.#state.stamp)
  }

  /** Tells partners of statements that are new here; until all are told. */
  async announce(): Promise<void> {
    while ((await this.store.transact((tx) => announceStatements(this.parts, tx))) > 0);
  }

  /** Signs what people ordered about agreements; until nothing is left. */
  async carryOut(): Promise<void> {
    while ((await this.store.transact((tx) => carryOutOrders(this.parts, tx))) > 0);
    await this.#sendPapers()
  }

  /** Papers this nation signed, to the other parties; read before the streams' turn, which waits for nothing else. */
  async #sendPapers(): Promise<void> {
    const read = this.#readPaper
    if (read === null) return
    for (const due of await asNetwork(this.#core, (db) => ownPapersDue(db))) {
      const content = await read(due.evidence)
      await this.store.transact((tx) => sendPaper(this.parts, tx, due, content))
    }
  }

  /** After a restore from a backup: no stream goes on before its receiver has told how far it has it. Once a restore. */
  async resumeRestored(): Promise<void> {
    const restored = await asNetwork(this.#core, (db) => readFact<string>(db, RESTORED))
    if (restored === null) return
    await this.exchange.restored(this.#state.peers.map((p) => p.nation))
    await asNetwork(this.#core, (db) =>
      db.query('DELETE FROM basinet.network_fact WHERE name = $1', [RESTORED]),
    )
  }

  /** Queues what was committed since; true when more is waiting. */
  follow(): Promise<boolean> {
    return this.store.transact((tx) => followReleases(this.parts, tx))
  }

  /** Positions of what is given live; how many envelopes they make. */
  async sendLive(): Promise<number> {
    let sent = 0
    for (const kind of this.#live.values()) {
      const decl = this.#core.registry.record(kind.type)
      const fresh = decl === undefined ? [] : await kind.collect()
      if (decl === undefined || fresh.length === 0) continue
      sent += await this.store.transact((tx) => sendLive(this.parts, tx, decl, fresh, this.#notes))
    }
    return sent
  }

  /** Questions, answers and token sets; true when more is waiting. */
  workHits(): Promise<boolean> {
    return workHits(this.hit)
  }

  openHits(): Promise<void> {
    return openHit(this.hit)
  }

  /** Copies whose agreement does not stand are readable no longer: all of them, before anything else is done. */
  async pause(): Promise<void> {
    while ((await this.store.transact((tx) => pauseCopies(this.parts, tx))) > 0);
  }

  /** What time asks for: leases, agreements that end or rest, days of erasure, what is delivered and kept long enough. */
  async sweep(): Promise<void> {
    await this.pause()
    await this.store.transact((tx) => recallEnded(this.parts, tx))
    await this.store.transact((tx) => renewLeases(this.parts, tx))
    while ((await this.store.transact((tx) => graceCopies(this.parts, tx))) > 0);
    await this.store.transact((tx) => eraseDueCopies(tx, this.#core.nation))
    while (await this.store.transact((tx) => reportOpened(this.parts, tx)));
    const before = this.#core.now().getTime() - DELIVERED_KEPT_MS
    await this.store.transact((tx) => tx.forgetDelivered(before, FORGET_MAX))
  }
}

/** Null for what is told with its record elsewhere. */
function auditOf(event: StreamEvent, me: string): Omit<AuditDraft, 'at'> | null {
  switch (event.kind) {
    case 'queued':
    case 'applied':
      return null
    case 'withheld':
      return { kind: 'network.withheld', actor: `network:${me}`, outcome: 'denied', details: event }
    case 'refused':
    case 'parked':
    case 'failed': {
      const outcome = event.kind === 'refused' ? 'denied' : event.kind === 'parked' ? 'pending' : 'failed'
      return { kind: 'network.received', actor: `network:${event.from}`, outcome, details: event }
    }
    case 'resumed':
      return { kind: 'network.changed', actor: `network:${event.peer}`, outcome: 'done', details: event }
    default:
      return { kind: 'network.alarm', actor: `network:${event.peer}`, outcome: 'failed', details: event }
  }
}
