import { fail, ok } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'
import { standing } from '../register/index.ts'
import type { Room } from '../streams/index.ts'
import type { LinkState } from '../transports/index.ts'
import type { AskableModule } from '../hit/probe-contract.ts'
import type { LiveKind } from '../live/contract.ts'
import { asNetwork, type Db } from './db.ts'
import type { NetworkEngine } from './engine.ts'
import { Links } from './links.ts'
import { Introducing } from './introducing.ts'
import { openAlarms, type AlarmRow } from './log-alarms.ts'
import type { ReadPaper } from './paper.ts'
import { Relaying } from './relaying.ts'
import { openEngine } from './open-engine.ts'
import { readWitnessed, Witnessing } from './witnessing.ts'

export interface NetworkOptions {
  readonly core: Core
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly random: (bytes: number) => Uint8Array
  /** Where partners reach this node; a null port: it only dials out. */
  readonly host: string
  readonly port: number | null
  /** Names this process among those of the node. */
  readonly process: string
  readonly room: () => Room
  /** Where a regional body keeps what members leave for each other, unread. */
  readonly relayDirectory?: string
  /** What capabilities let partners ask for. */
  readonly asked?: readonly Pick<AskableModule, 'foundBy' | 'probes'>[]
  /** What capabilities send live, beside records. */
  readonly live?: readonly LiveKind[]
  /** Reads signed papers from the evidence store. */
  readonly readPaper?: ReadPaper
  readonly onError: (error: unknown, what: string) => void
}

/** A link as anybody may know it: who, how it stands and since when; no content. */
export interface LinkHealth {
  readonly peer: string
  readonly state: LinkState['state'] | 'cut'
  readonly since: string | null
  readonly lastAnswerAt: string | null
  readonly failure: string | null
}

/** How far others have cosigned this node's audit log. */
export interface LogHealth {
  readonly witnessedAt: string | null
  /** Since when there are leaves that no quorum has seen; null when there are none. */
  readonly unwitnessedSince: string | null
  /** How many of how many members must cosign. */
  readonly quorum: number
  readonly of: number
  /** Why a node restored from a backup does not go on yet. */
  readonly recovering: string | null
}

export interface NetworkHealth {
  /** `elsewhere`: another process of this node keeps the links. */
  readonly state: 'not-joined' | 'elsewhere' | 'current' | 'degraded'
  readonly name: string | null
  readonly port: number | null
  readonly links: readonly LinkHealth[]
  readonly log: LogHealth | null
  /** Red alarms about members' audit logs that no person has closed. */
  readonly alarms: readonly Pick<AlarmRow, 'nation' | 'kind' | 'weight' | 'at'>[]
}

export interface RunningNetwork {
  health(): NetworkHealth
  /** The engine while this process leads; for what people do with the network. */
  engine(): NetworkEngine | null
  /** Something was queued: what waits leaves now. */
  wake(): void
  stop(): Promise<void>
}

const LEASE = 'network'
const LEASE_SECONDS = 15
const LEAD_EVERY_MS = 4000
/** Committed changes are looked for this often, milliseconds. */
const TICK_MS = 300
/** A node in no network looks this often whether it has joined one. */
const JOIN_EVERY_MS = 2000
const SWEEP_EVERY_MS = 30_000
/** The newest checkpoint goes to its witnesses this often, and sooner again while it lacks its quorum; milliseconds. */
const WITNESS_EVERY_MS = 60_000
const WITNESS_AGAIN_MS = 10_000
const STANDING_EVERY_MS = 3000
const INTRODUCE_EVERY_MS = 5000
/** Questions, decisions and token sets are looked at this often. */
const HITS_EVERY_MS = 1000
/** Positions given to partners are looked for this often, milliseconds. */
const LIVE_EVERY_MS = 5000

/** Keeps the node in the network: one process of the node leads, follows what is committed, and keeps the links. */
export function startNetwork(options: NetworkOptions): RunningNetwork {
  const service = new Service(options)
  const running = service.run()
  return {
    health: () => service.health(),
    engine: () => service.engine,
    wake: () => service.wake(),
    async stop() {
      service.stop()
      await running
    },
  }
}

class Service {
  readonly #options: NetworkOptions
  readonly #stopping = Promise.withResolvers<void>()
  #stopped = false
  #leads = false
  #leadAt = 0
  #sweptAt = 0
  #lookedAt = -Infinity
  #links: Links | null = null
  #witnessing: Witnessing | null = null
  #relaying: Relaying | null = null
  #introducing: Introducing | null = null
  #introducedAt = -Infinity
  #hitsAt = -Infinity
  #liveAt = -Infinity
  #witnessAt = 0
  #standingAt = 0
  #log: LogHealth | null = null
  #alarms: NetworkHealth['alarms'] = []
  #recovering: string | null = null
  engine: NetworkEngine | null = null

  constructor(options: NetworkOptions) {
    this.#options = options
  }

  stop(): void {
    this.#stopped = true
    this.#stopping.resolve()
  }

  wake(): void {
    this.#links?.wake()
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#lead()
        if (this.#leads) await this.#tick()
      } catch (error) {
        this.#options.onError(error, 'the network was interrupted')
      }
      await Promise.race([this.#stopping.promise, new Promise((resolve) => setTimeout(resolve, TICK_MS))])
    }
    await this.#close()
    await this.#freeLease().catch((error: unknown) => this.#options.onError(error, 'the lease was not freed'))
  }

  /** Takes or renews the lease; without it every part of this process rests. */
  async #lead(): Promise<void> {
    const now = performance.now()
    if (this.#leadAt !== 0 && now - this.#leadAt < LEAD_EVERY_MS) return
    this.#leadAt = now
    const { process } = this.#options
    const { rows } = await this.#asNode((client) =>
      client.query<{ fence: string | null }>('SELECT basinet.lease_take($1, $2, $3) AS fence', [
        LEASE,
        process,
        LEASE_SECONDS,
      ]),
    )
    this.#leads = (rows[0]?.fence ?? null) !== null
    if (!this.#leads) await this.#close()
  }

  #asNode<T>(work: (client: Db) => Promise<T>): Promise<T> {
    const { core } = this.#options
    const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
    return core.store.run(subject, {}, (tx) => work(tx.client))
  }

  async #freeLease(): Promise<void> {
    if (this.#leads)
      await this.#asNode((c) => c.query('SELECT basinet.lease_free($1, $2)', [LEASE, this.#options.process]))
  }

  async #tick(): Promise<void> {
    const alone = this.engine === null
    if (alone && performance.now() - this.#lookedAt < JOIN_EVERY_MS) return
    if (alone) await this.#join()
    const { engine } = this
    if (engine === null) return
    await engine.carryOut()
    const changed = await engine.refresh()
    if ((changed && engine.keysChanged()) || engine.certificateDue()) {
      // Own keys were rotated or revoked: everything is opened anew with those in force.
      await engine.announce()
      await this.#close()
      return
    }
    if (changed) {
      await engine.pause()
      await this.#links?.follow()
    }
    if (changed || alone) await engine.announce()
    for (let more = true; more && !this.#stopped;) {
      more = await engine.follow()
      this.#links?.wake()
      // A long way to go must not keep a suspension from being heard: the next tick takes it over.
      if (more && (await engine.isStale())) return
    }
    if (performance.now() - this.#hitsAt > HITS_EVERY_MS) {
      // One turn at a time: a large set must not keep a suspension, the lease or the streams waiting.
      const more = await engine.workHits()
      this.#hitsAt = more ? -Infinity : performance.now()
      this.#links?.wake()
    }
    if (performance.now() - this.#liveAt > LIVE_EVERY_MS) {
      this.#liveAt = performance.now()
      if ((await engine.sendLive()) > 0) this.#links?.wake()
    }
    this.#introduce()
    this.#relaying?.work((error) => this.#options.onError(error, 'the relay was not reached'))
    await this.#witness()
    if (performance.now() - this.#sweptAt < SWEEP_EVERY_MS && this.#sweptAt !== 0) return
    this.#sweptAt = performance.now()
    await engine.sweep()
  }

  /** Partners that do not know this node's key, or whose key it does not know, are told and asked beside the streams. */
  #introduce(): void {
    const [links, introducing] = [this.#links, this.#introducing]
    if (links === null || introducing === null) return
    const strangers = links
      .states()
      .filter((s) => s.state === 'down' && Introducing.wanted(s.lastFailure?.code ?? null))
    if (strangers.length === 0 || performance.now() - this.#introducedAt < INTRODUCE_EVERY_MS) return
    this.#introducedAt = performance.now()
    const work = async (): Promise<void> => {
      const said = await introducing.said()
      for (const { peer } of strangers) {
        const answer = await links.call(peer, 'introduce', said)
        if (answer !== null) await introducing.take(peer, answer)
      }
    }
    void work().catch((error: unknown) =>
      this.#options.onError(error, 'a partner could not be told of the own keys'),
    )
  }

  /** The log before its witnesses; after a restore it is first made whole. Rounds run beside the streams. */
  async #witness(): Promise<void> {
    const witnessing = this.#witnessing
    const now = performance.now()
    if (witnessing === null) return
    if (now >= this.#witnessAt) {
      this.#witnessAt = Number.POSITIVE_INFINITY
      const work = async (): Promise<void> => {
        this.#recovering = await witnessing.recover()
        if (this.#recovering === null) await witnessing.round()
      }
      void work()
        .catch((error: unknown) => this.#options.onError(error, 'the witnesses could not be asked'))
        .then(() => {
          const settled = this.#recovering === null && this.#log?.unwitnessedSince === null
          this.#witnessAt = performance.now() + (settled ? WITNESS_EVERY_MS : WITNESS_AGAIN_MS)
          this.#standingAt = 0
        })
    }
    if (now - this.#standingAt < STANDING_EVERY_MS && this.#standingAt !== 0) return
    this.#standingAt = now
    const { health, quorum, of, alarms } = await asNetwork(this.#options.core, async (db) => ({
      ...(await readWitnessed(db)),
      alarms: await openAlarms(db),
    }))
    const iso = (ms: number | null | undefined): string | null =>
      ms === null || ms === undefined ? null : new Date(ms).toISOString()
    const witnessedAt = iso(health.witnessed?.atMs)
    const unwitnessedSince = iso(health.unwitnessedSinceMs)
    this.#log = { witnessedAt, unwitnessedSince, quorum, of, recovering: this.#recovering }
    this.#alarms = alarms.map(({ nation, kind, weight, at }) => ({ nation, kind, weight, at }))
  }

  /** Opens keys and register when there are any: a node joins while it runs. */
  async #join(): Promise<void> {
    this.#lookedAt = performance.now()
    const opened = await openEngine(this.#options)
    if (!opened.ok) throw new Error(opened.error.message)
    const engine = opened.value
    if (engine === null) return
    const { host, port, onError } = this.#options
    const witnessing = new Witnessing(engine.parts, engine.store, (nation, request) =>
      links.call(nation, 'witness', request),
    )
    const introducing = new Introducing(engine)
    const links: Links = new Links({
      engine,
      identity: engine.tls,
      host,
      port,
      onError,
      onState: () => undefined,
      serve: async (service, from, request) =>
        service === 'witness'
          ? witnessing.answer(from, request)
          : service === 'introduce'
            ? ok(await introducing.answer(from, request))
            : (this.#relaying?.answer(from, request) ?? fail('relay.none', 'not yet')),
    })
    await links.start()
    this.#relaying = await Relaying.open(engine, links, this.#options.relayDirectory ?? null)
    this.#witnessing = witnessing
    this.#introducing = introducing
    this.#witnessAt = 0
    this.engine = engine
    this.#links = links
    this.#sweptAt = 0
  }

  async #close(): Promise<void> {
    const links = this.#links
    this.#links = null
    this.engine = null
    this.#witnessing = null
    this.#introducing = null
    await this.#relaying?.stop()
    this.#relaying = null
    await links?.stop()
  }

  health(): NetworkHealth {
    const { engine } = this
    if (engine === null)
      return {
        state: this.#leads || this.#leadAt === 0 ? 'not-joined' : 'elsewhere',
        name: null,
        port: null,
        links: [],
        log: null,
        alarms: [],
      }
    const { register, peers, cut } = engine.state
    const states = new Map((this.#links?.states() ?? []).map((s) => [s.peer, s]))
    const stands = standing(register, this.#options.core.now().getTime())
    return {
      state: stands.kind,
      name: register.founding.value.network,
      port: this.#links?.port ?? null,
      links: peers.map(({ nation }) => linkHealth(nation, cut.has(nation), states.get(nation))),
      log: this.#log,
      alarms: this.#alarms,
    }
  }
}

function linkHealth(peer: string, cut: boolean, state: LinkState | undefined): LinkHealth {
  return {
    peer,
    state: cut ? 'cut' : (state?.state ?? 'connecting'),
    since: state?.since.toISOString() ?? null,
    lastAnswerAt: state?.lastAnswerAt?.toISOString() ?? null,
    failure: state?.state === 'up' ? null : (state?.lastFailure?.code ?? null),
  }
}
