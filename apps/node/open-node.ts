import { hostname } from 'node:os'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { approvalMigrations } from '@basinet/kernel/approval'
import { startSequencer, type Sequencer } from '@basinet/kernel/audit'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { asNodeRunner, openEvidenceStore, sqlIndex, type EvidenceStore } from '@basinet/kernel/evidence'
import {
  createSealing,
  destroyContent,
  destroyLater,
  filesModule,
  sweepUnkeptJob,
  type Sealing,
} from '@basinet/kernel/files'
import {
  createIdentity,
  knownPeople,
  standingOf,
  type Identity,
  type IdentityOptions,
} from '@basinet/kernel/identity'
import { lapseJob } from '@basinet/funding'
import { startWorkers, type Workers } from '@basinet/kernel/jobs'
import type { Keyring } from '@basinet/kernel/keys'
import { relabelable } from '@basinet/kernel/label'
import { createLiveHub, type LiveHub } from '@basinet/kernel/live'
import { createPolicy } from '@basinet/kernel/policy'
import {
  assembleCore,
  eraseExpungedJob,
  expungeable,
  expungeDueJob,
  nodeSubject,
  sealedSubject,
  type CapabilityModule,
  type Core,
} from '@basinet/kernel/record'
import {
  kernelMigrations,
  openStore,
  type DiskWatch,
  type Migration,
  type Store,
} from '@basinet/kernel/store'
import { UnitCaveats } from '@basinet/network/node'
import type { AskableModule } from '@basinet/network/contract'
import { noteSigner } from '@basinet/transparency-log'
import { closingStack, STOPPED, StoppedWhileStarting, unlessStopped, type Closing } from './closing.ts'
import type { NodeConfig } from './config.ts'
import { openDatabase, type OpenDatabase } from './database.ts'
import { openDisk } from './disk.ts'
import { checkEvidencePlace, evidenceChunks } from './evidence-place.ts'
import { openKeys } from './keys.ts'
import type { Logger } from './log.ts'
import { lineModules } from './modules.ts'
import type { NodeFile } from './node-file.ts'
import { openClock, type NodeClock } from './clock.ts'
import { openRestored, type RestoredWatch } from './restored.ts'

export const VERSION: string = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
).version

/** A node with its database, keys and capabilities open, before it serves anything. */
export interface OpenNode {
  readonly config: NodeConfig
  readonly file: NodeFile
  readonly log: Logger
  readonly database: OpenDatabase
  readonly keyring: Keyring
  readonly store: Store
  readonly clock: NodeClock
  /** Free space; feeds thin while it is `low` and keep nothing while it is `full`. */
  readonly disk: DiskWatch
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly sealing: Sealing
  readonly identity: Identity
  readonly identityOptions: IdentityOptions
  readonly hub: LiveHub
  readonly sequencer: Sequencer
  readonly workers: Workers
  /** What capabilities let partners ask for. */
  readonly asked: readonly Pick<AskableModule, 'foundBy' | 'probes' | 'agreements'>[]
  /** Names this process among those of the node. */
  readonly process: string
  readonly origin: string
  close(): Promise<void>
}

const JOB_SLOTS = 2

/**
 * Opens everything in order and, when something fails or `stop` says so, closes again what was opened.
 * Errors: those of the keys and the database, `node.stopped`, `evidence.place`, `node.open`.
 */
export async function openNode(
  config: NodeConfig,
  file: NodeFile,
  log: Logger,
  stop: AbortSignal = new AbortController().signal,
): Promise<Result<OpenNode>> {
  const wall = (): Date => new Date()
  const place = await checkEvidencePlace(config)
  if (!place.ok) return place
  const keyring = await openKeys(config, wall)
  if (!keyring.ok) return keyring
  const subjectKey = Buffer.from(keyring.value.subjectMacKey())
  const late: { core?: Core; evidence?: EvidenceStore } = {}
  const sealing = createSealing(() => need(late.evidence))
  const lateParts = { core: () => need(late.core), store: () => need(late.evidence), sealing }
  const destroy = destroyLater(lateParts.store)
  const lines = lineModules(lateParts.core)
  const modules = [filesModule(lateParts), ...lines].map((m) => expungeable(relabelable(m), destroy))
  const migrations = migrationsOf(modules)
  const database = await openDatabase({ config, mode: file.mode, migrations, subjectKey, log, stop })
  if (!database.ok) return stop.aborted ? { ok: false, error: STOPPED } : database
  const closing = closingStack(log)
  closing.add('database', () => database.value.stop())
  try {
    unlessStopped(stop)
    return ok(
      await assemble({
        config,
        file,
        log,
        keyring: keyring.value,
        subjectKey,
        database: database.value,
        modules,
        asked: lines,
        late,
        sealing,
        closing,
      }),
    )
  } catch (error) {
    await closing.close()
    if (error instanceof StoppedWhileStarting) return { ok: false, error: STOPPED }
    log.error({ err: error }, 'the node could not be opened')
    return fail('node.open', error instanceof Error ? error.message : 'the node could not be opened')
  }
}

function migrationsOf(modules: readonly CapabilityModule[]): Migration[] {
  return [...kernelMigrations(), ...approvalMigrations(), ...modules.flatMap((m) => m.migrations)]
}

/** Every migration of this version, in order; for restoring a backup before there is a core. */
export function allMigrations(): Migration[] {
  const store = () => need<EvidenceStore>(undefined)
  const late = { core: () => need<Core>(undefined), store, sealing: createSealing(store) }
  return migrationsOf([filesModule(late), ...lineModules(late.core)])
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('BUG: asked for before the node was assembled')
  return value
}

interface Parts {
  readonly config: NodeConfig
  readonly file: NodeFile
  readonly log: Logger
  readonly keyring: Keyring
  readonly subjectKey: Buffer
  readonly database: OpenDatabase
  readonly modules: readonly CapabilityModule[]
  readonly asked: OpenNode['asked']
  readonly late: { core?: Core; evidence?: EvidenceStore }
  readonly sealing: Sealing
  readonly closing: Closing
}

function watchUnits(units: UnitCaveats, core: Core, log: Logger): () => Promise<void> {
  const stop = units.watch(core, (error) => log.warn({ err: error }, 'units of agreements were not read'))
  return async () => stop()
}

async function assemble(parts: Parts): Promise<OpenNode> {
  const { config, file, log, keyring, database, closing } = parts
  const store = openStore({
    url: database.url,
    subjectKey: parts.subjectKey,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  closing.add('store', () => store.close())
  const clock = await openClock(
    store,
    (at) => sealedSubject({ registry: { typesOf: () => [] } }, nodeSubject(file.nation), at),
    (error) => log.warn({ err: error }, 'the trusted time could not be saved'),
  )
  closing.add('clock', () => clock.stop())
  const late: { disk?: DiskWatch; restored?: RestoredWatch } = {}
  const units = new UnitCaveats()
  const core: Core = assembleCore({
    nation: file.nation,
    mode: file.mode,
    modules: parts.modules,
    store,
    policy: createPolicy(),
    now: clock.now,
    refusal: () => late.disk?.refusal() ?? late.restored?.refusal() ?? null,
    standing: (person) => standingOf(core, person),
    people: knownPeople,
    caveats: units.of,
  })
  closing.add('units of agreements', watchUnits(units, core, log))
  parts.late.core = core
  const disk = await openDisk(config, database, core, log)
  late.disk = disk
  closing.add('disk watch', async () => disk.stop())
  const node = () => sealedSubject(core, nodeSubject(file.nation), core.now())
  const restored = await openRestored(store, node)
  late.restored = restored
  closing.add('restored watch', async () => restored.stop())
  const evidence = openEvidence(parts, store, core, node)
  const origin = `basinet/${file.nation}`
  const name = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`
  const running = startParts(parts, { store, core, evidence, node, origin, name })
  const identityOptions = identityOptionsOf(parts, core)
  const identity = createIdentity(identityOptions)
  return {
    config,
    file,
    log,
    database,
    keyring,
    store,
    clock,
    disk,
    core,
    evidence,
    sealing: parts.sealing,
    identity,
    identityOptions,
    asked: parts.asked,
    ...running,
    process: name,
    origin,
    close: () => closing.close(),
  }
}

function openEvidence(
  { config, keyring, late }: Parts,
  store: Store,
  core: Core,
  node: () => ReturnType<typeof sealedSubject>,
): EvidenceStore {
  const evidence = openEvidenceStore({
    index: sqlIndex(asNodeRunner(store, node)),
    chunks: evidenceChunks(config),
    keyring,
    random: (bytes) => randomBytes(bytes),
    clock: core.now,
  })
  late.evidence = evidence
  return evidence
}

function identityOptionsOf({ config, file, keyring }: Parts, core: Core): IdentityOptions {
  return {
    core,
    vault: keyring,
    random: (bytes) => randomBytes(bytes),
    address: addressOf(config, file),
    ...(config.oidc === null ? {} : { oidc: config.oidc }),
  }
}

interface Standing {
  readonly store: Store
  readonly core: Core
  readonly evidence: EvidenceStore
  readonly node: () => ReturnType<typeof sealedSubject>
  readonly origin: string
  readonly name: string
}

/** What works by itself from now on: live updates, the log's numbering, long work. */
function startParts(parts: Parts, standing: Standing): Pick<OpenNode, 'hub' | 'sequencer' | 'workers'> {
  const { closing, database, log, keyring } = parts
  const { store, core, evidence, node, origin, name } = standing
  const hub = createLiveHub(core, database.url, (error) =>
    log.warn({ err: error }, 'live updates were interrupted'),
  )
  closing.add('live updates', () => hub.close())
  const sequencer = sequencerOf(store, node, name, origin, keyring, core, log)
  closing.add('sequencer', () => sequencer.stop())
  const workers = startWorkers({
    core,
    jobs: [
      destroyContent(() => evidence),
      sweepUnkeptJob(),
      expungeDueJob(destroyLater(() => evidence)),
      eraseExpungedJob(database.adminUrl),
      lapseJob,
    ],
    name,
    slots: JOB_SLOTS,
    onError: (error, kind) => log.error({ err: error, kind }, 'a job failed'),
  })
  closing.add('jobs', () => workers.stop())
  return { hub, sequencer, workers }
}

function sequencerOf(
  store: Store,
  subject: () => ReturnType<typeof sealedSubject>,
  holder: string,
  origin: string,
  keyring: Keyring,
  core: Core,
  log: Logger,
): Sequencer {
  const key = keyring.auditSigner()
  const signer = noteSigner(origin, key.publicKey, (message) => key.sign(message))
  if (!signer.ok) throw new Error(`BUG: ${signer.error.message}`)
  return startSequencer({
    store,
    subject,
    holder,
    origin,
    signer: signer.value,
    now: core.now,
    onError: (error) => log.error({ err: error }, 'the sequencer was interrupted'),
  })
}

function addressOf(config: NodeConfig, file: NodeFile): { rpId: string; rpName: string; origins: string[] } {
  const url = new URL(config.publicUrl)
  return { rpId: url.hostname, rpName: `Basinet ${file.name}`, origins: [url.origin] }
}
