import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { Type } from 'typebox'
import { startSequencer } from '@basinet/kernel/audit'
import {
  AnyRef,
  defineCapability,
  defineRecord,
  fail,
  must,
  ok,
  Ref,
  type Label,
  type RecordDeclaration,
} from '@basinet/kernel/contract'
import {
  createRecordSql,
  defaultLabel,
  insertRecord,
  nodeSubject,
  readRecord,
  sealedSubject,
  updateRecord,
  type CapabilityModule,
  type Core,
} from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { filesModule } from '@basinet/kernel/files'
import { noteSigner } from '@basinet/transparency-log'
import {
  addAction,
  addSignature,
  draftAgreement,
  signAction,
  signAgreement,
  type AgreementText,
} from '../agreements/index.ts'
import { testText } from '../agreements/test-agreement.ts'
import { defineProbe, type FoundCandidate, type ProbeEngine } from '../hit/probe-contract.ts'
import { foundBy } from '../hit/sought.ts'
import type { LiveArrived, LiveContent, LiveKind } from '../live/contract.ts'
import { evidenceModule, hitModule, networkModule, requestsModule } from '../module.ts'
import { signKeys } from '../register/index.ts'
import { carry } from '../streams/test-exchange.ts'
import { beginCeremony, introduce } from './ceremony.ts'
import { ceremonyFile, keepCeremony, readCeremonyFile, takeTurn } from './ceremony-file.ts'
import { asNetwork } from './db.ts'
import { NetworkEngine } from './engine.ts'
import { loadKeys, makeKeys, type OwnKeys } from './keys.ts'
import { loadState } from './state.ts'
import { keepStatements } from './statements.ts'
import { agreementStatements } from './take-statements.ts'

const nullable = Type.Union([Type.String(), Type.Null()])
const sighting = defineRecord({
  type: 'vessel-sighting',
  version: 1,
  line: '1-maritime',
  capability: 'sightings-test',
  body: Type.Object({ name: Type.String(), source: nullable }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'restricted' },
  fullText: (b) => [b.source ?? ''],
  retention: { kind: 'nation-sets', parameter: 'retention.sighting' },
  readers: ['reader'],
}) as unknown as RecordDeclaration

/** Refers to other records. */
export const report = defineRecord({
  type: 'sighting-report',
  version: 1,
  line: '1-maritime',
  capability: 'sightings-test',
  body: Type.Object(
    {
      text: Type.String(),
      about: AnyRef(),
      also: Type.Array(AnyRef()),
      file: Type.Union([Ref('file'), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.text,
  label: { class: 'restricted' },
  retention: { kind: 'nation-sets', parameter: 'retention.sighting-report' },
  readers: ['reader'],
}) as unknown as RecordDeclaration

/** Of the realm that no line officer reaches. */
export const protectedNote = defineRecord({
  type: 'protected-note',
  version: 1,
  line: '1-maritime',
  capability: 'sightings-test',
  realm: 'witness',
  body: Type.Object({ name: Type.String() }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'restricted' },
  retention: { kind: 'nation-sets', parameter: 'retention.protected-note' },
  readers: ['reader'],
}) as unknown as RecordDeclaration

/** A sighting is found by its name, as a boat's serial number. */
const sightingFoundBy = foundBy(sighting, (body) => [
  { kind: 'serial', make: null, serial: String(body['name']) },
])

/** A kind of probe whose engine finds what a test lays before it. */
export const testProbe = { found: [] as FoundCandidate[] }
const probes: ProbeEngine[] = [
  {
    declaration: defineProbe({
      kind: 'hull-sound',
      from: ['vessel-sighting'],
      among: 'vessel-sighting',
      formats: ['text'],
      contentBytesMax: 1000,
      candidatesMax: 5,
      senders: ['hit-officer'],
      examiners: ['probe-examiner'],
    }),
    make: async (record) => ok({ format: 'text', bytes: new TextEncoder().encode(record.title) }),
    check: async ({ bytes }) => (bytes.length > 0 ? ok(true) : fail('probe.content', 'it is empty')),
    search: async () => ok(testProbe.found),
  },
]

const sightingsModule: CapabilityModule = {
  capability: defineCapability({
    id: 'sightings-test',
    line: '1-maritime',
    records: [sighting, protectedNote, report],
    commands: [],
    roles: [
      { id: 'reader', purposes: [] },
      { id: 'auditor', purposes: [] },
    ],
  }),
  bindings: [],
  migrations: [
    { name: 'sightings-test/0001', sql: createRecordSql(sighting) },
    { name: 'sightings-test/0002', sql: createRecordSql(protectedNote) },
    { name: 'sightings-test/0003', sql: createRecordSql(report) },
  ],
}

/** Seals nothing: what a keyring does is its own tests' business. */
export const openVault = {
  seal: (_purpose: string, _id: string, secret: Uint8Array) => Buffer.from(secret).toString('base64'),
  open: (_purpose: string, _id: string, sealed: string) => ok(new Uint8Array(Buffer.from(sealed, 'base64'))),
}

const DAY_MS = 86_400_000

/** A nation's node over its own database, without a server: what the network does inside it. */
export class TestNode {
  readonly nation: string
  readonly db: TestStore
  readonly keys: OwnKeys
  readonly flush: () => Promise<void>
  readonly auditKey: Uint8Array
  engine!: NetworkEngine
  /** What moves here, and what came live. */
  moving: LiveContent[] = []
  readonly cameLive: LiveArrived[] = []

  constructor(
    nation: string,
    db: TestStore,
    keys: OwnKeys,
    flush: () => Promise<void>,
    auditKey: Uint8Array,
  ) {
    this.nation = nation
    this.db = db
    this.keys = keys
    this.flush = flush
    this.auditKey = auditKey
  }

  get exchange() {
    return this.engine.exchange
  }

  /** As if the process had ended and another one begun on the same database. */
  async restart(): Promise<void> {
    const state = must(await asNetwork(this.db.core, (db, at) => loadState(db, this.nation, at.getTime())))
    if (state === null) throw new Error('BUG: the test node has joined')
    const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
    const { core } = this.db
    this.engine = new NetworkEngine({
      core,
      keys: this.keys,
      state,
      random,
      newId: randomUUID,
      room: () => 'free',
      vault: openVault,
      asked: [{ foundBy: [sightingFoundBy], probes }],
      live: [this.#live()],
    })
  }

  #live(): LiveKind {
    return {
      type: sighting.type,
      collect: async () => this.moving.splice(0),
      take: async (_tx, arrived) => (this.cameLive.push(arrived), ok(null)),
    }
  }

  get officer() {
    return testSubject({ nation: this.nation, roles: ['reader'] })
  }

  as<T>(work: (tx: Parameters<typeof readRecord>[0]) => Promise<T>): Promise<T> {
    const { core, store } = this.db
    return store.run(sealedSubject(core, this.officer, core.now()), {}, work)
  }

  async make(name: string, releaseTo: readonly string[], change: Partial<Label> = {}): Promise<string> {
    const id = randomUUID()
    const { core } = this.db
    const label = defaultLabel(core, sighting, core.now(), { releaseTo: [...releaseTo], ...change })
    const author = { person: 'anna', command: 'sighting.make', reason: null }
    const body = { name, source: 'a fisherman' }
    await this.as(async (tx) => must(await insertRecord(tx, sighting, author, { id, body, label })))
    await this.follow()
    return id
  }

  async relabel(id: string, change: Partial<Label>): Promise<void> {
    const author = { person: 'anna', command: 'sighting.restrict', reason: 'taken back' }
    await this.as(async (tx) => {
      const before = await readRecord(tx, sighting, id)
      if (before === null) throw new Error('BUG: not readable')
      const next = { body: before.body, label: { ...before.label, ...change } }
      must(await updateRecord(tx, sighting, author, id, before.rev, next))
    })
  }

  /** Numbers what was committed and queues what agreements let flow. */
  async follow(): Promise<void> {
    await this.flush()
    while (await this.engine.follow());
  }

  read(id: string) {
    return this.as((tx) => readRecord<{ name: string; source: string | null }>(tx, sighting, id))
  }

  async rows<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.db.admin.query<T>(sql, [...values])).rows
  }
}

export interface TestRegion {
  readonly nodes: readonly TestNode[]
  readonly clock: { now: Date }
  node(nation: string): TestNode
  /** Signs this agreement by every party and hands it to them. */
  agree(change?: Partial<AgreementText>): Promise<AgreementText>
  act(text: AgreementText, party: string, action: 'suspend' | 'resume' | 'end', n: number): Promise<void>
  /** Carries everything there is between these, both ways, until nothing moves. */
  settle(...nations: string[]): Promise<void>
  close(): Promise<void>
}

/** Nations with databases of their own that founded a network together. */
export async function openRegion(nations: readonly string[]): Promise<TestRegion> {
  const clock = { now: new Date('2026-11-24T06:00:00.000Z') }
  const opened = await Promise.all(nations.map((nation) => openNode(nation, clock)))
  const nodes = opened.map((o) => o.node)
  await found(nodes, clock.now.getTime())
  for (const node of nodes) await node.restart()
  const node = (nation: string): TestNode => {
    const found = nodes.find((n) => n.nation === nation)
    if (found === undefined) throw new Error(`BUG: no node of ${nation}`)
    return found
  }
  const signerOf = (nation: string) => node(nation).engine.parts.signer()
  return {
    nodes,
    clock,
    node,
    async agree(change = {}) {
      const at = clock.now.getTime()
      const text = testText(nations, at, { id: randomUUID(), ...change })
      const keys = signKeys(nodes[0]!.engine.state.register, at)
      let agreement = must(draftAgreement(text))
      for (const party of text.parties) {
        const stated = { party, signatory: 'Minister', capacity: 'full powers', enablingLaw: 'Act 1', at }
        const instrument = text.instrument!.hash
        agreement = must(
          addSignature(agreement, signAgreement(text, instrument, stated, signerOf(party)), keys),
        )
        const act = { party, n: 1, action: 'activate', reason: 'signed', at } as const
        agreement = must(addAction(agreement, signAction(text, act, signerOf(party)), keys))
      }
      for (const party of text.parties) {
        const { db, engine } = node(party)
        await asNetwork(db.core, (client, now) => keepStatements(client, agreementStatements(agreement), now))
        await engine.refresh()
        await node(party).follow()
      }
      return text
    },
    async act(text, party, action, n) {
      const at = clock.now.getTime()
      const body = signAction(text, { party, n, action, reason: 'test', at }, signerOf(party))
      for (const each of text.parties) {
        const { db, engine } = node(each)
        const statement = { kind: 'agreement-action', body } as const
        await asNetwork(db.core, (client, now) => keepStatements(client, [statement], now))
        await engine.refresh()
      }
    },
    async settle(...between) {
      const moving = between.length === 0 ? nodes : between.map(node)
      for (let moved = 1; moved > 0;) {
        moved = 0
        for (const from of moving)
          for (const to of moving) if (from !== to) moved += await carry(from as never, to as never)
      }
    },
    async close() {
      for (const { close } of opened) await close()
    },
  }
}

/** The network's module with the sightings it exchanges in tests. */
export function networkTestModules(core: () => Core = noCore): CapabilityModule[] {
  const noFiles = (): never => noCore() as never
  const sealing = { seal: noFiles } as unknown as Parameters<typeof filesModule>[0]['sealing']
  return [
    sightingsModule,
    filesModule({ core, store: noFiles, sealing }),
    networkModule(core),
    hitModule(core, () => probes),
    requestsModule(core),
    evidenceModule(core),
  ]
}

function noCore(): Core {
  throw new Error('BUG: no command is given here')
}

async function openNode(nation: string, clock: { readonly now: Date }) {
  const now = (): Date => clock.now
  const late: { db?: TestStore } = {}
  const db = await openTestStore({ nation, now, modules: networkTestModules(() => late.db!.core) })
  late.db = db
  const audit = generateKeyPairSync('ed25519')
  const publicKey = audit.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const origin = `basinet/${nation}`
  const sequencer = startSequencer({
    store: db.store,
    subject: () => sealedSubject(db.core, nodeSubject(nation), clock.now),
    holder: nation,
    origin,
    signer: must(noteSigner(origin, publicKey, (message) => sign(null, message, audit.privateKey))),
    now,
    onError: (error) => {
      throw error
    },
  })
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
  const keys = await asNetwork(db.core, async (client, at) => {
    await makeKeys(client, nation, openVault, random, at)
    return must(await loadKeys(client, nation, openVault, at))
  })
  if (keys === null) throw new Error('BUG: keys were made')
  const flush = async (): Promise<void> => void (await sequencer.flush())
  const node = new TestNode(nation, db, keys, flush, publicKey)
  const close = async (): Promise<void> => {
    await sequencer.stop()
    await db.close()
  }
  return { node, close }
}

async function found(nodes: readonly TestNode[], at: number): Promise<void> {
  const mode = 'service'
  const introductions = nodes.map(({ nation, keys }) =>
    introduce({ nation, kind: 'nation', mode, urls: [`https://${nation.toLowerCase()}.example`] }, keys),
  )
  let ceremony = must(beginCeremony('test', introductions, nodes.length, at - DAY_MS / 24))
  for (const { keys } of [...nodes, ...nodes]) {
    // As it travels: a file, read anew at every node.
    const turn = must(takeTurn(must(readCeremonyFile(ceremonyFile(ceremony))), keys, at))
    ceremony = turn.ceremony
  }
  for (const { db, keys } of nodes) {
    const { done } = must(takeTurn(ceremony, keys, at))
    if (done === null) throw new Error('BUG: everybody has signed')
    await asNetwork(db.core, (client, now) => keepCeremony(client, ceremony, done, now))
  }
}
