import { randomBytes, randomUUID } from 'node:crypto'
import { fail, must, ok } from '../../contract/result.ts'
import type { CommandReceipt } from '../../contract/command.ts'
import type { Result } from '../../contract/result.ts'
import type { RecordDeclaration } from '../../contract/record.ts'
import type { Subject } from '../../contract/subject.ts'
import { decrypt, encrypt, NONCE_BYTES } from '../../keys/wrap.ts'
import {
  defaultLabel,
  executeCommand,
  insertRecord,
  newRecordId,
  nodeSubject,
  sealedSubject,
  type Core,
} from '../../record/index.ts'
import { openTestStore, type TestStore } from '../../store/test-store.ts'
import type { IdentityOptions } from '../context.ts'
import { createIdentity } from '../identity.ts'
import { identityModule } from '../module.ts'
import { agency, unit } from '../records/organisation.ts'
import { person, type PersonBody } from '../records/person.ts'
import { NO_RIGHTS, type Rights } from '../records/rights.ts'
import type { Passwords } from '../secrets/passwords.ts'
import type { Identity, Origin } from '../types.ts'

/** Seals as the keyring does, with a key of this test only. */
function testVault(): IdentityOptions['vault'] {
  const key = randomBytes(32)
  return {
    seal: (purpose, id, secret) =>
      Buffer.from(encrypt(key, randomBytes(NONCE_BYTES), `${purpose}:${id}`, secret)).toString('base64url'),
    open(purpose, id, sealed) {
      const secret = decrypt(key, `${purpose}:${id}`, Buffer.from(sealed, 'base64url'))
      return secret === null ? fail('keys.tampered', 'does not open') : ok(secret)
    },
  }
}

/** One pass over 64 KiB: the tests are about what is done with the hash. */
const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 }

export const ORIGIN: Origin = { address: '192.0.2.10', agent: 'test', local: true }
export const from = (address: string): Origin => ({ ...ORIGIN, address })

export interface TestNode {
  readonly store: TestStore
  readonly core: Core
  readonly identity: Identity
  readonly options: IdentityOptions
  readonly place: { readonly agency: string; readonly unit: string }
  /** Moves the node's clock. */
  tick(seconds: number): void
  addPerson(change?: Partial<Omit<PersonBody, 'rights'>> & { rights?: Partial<Rights> }): Promise<string>
  command(
    subject: Subject,
    name: string,
    input: object,
    on?: { id: string; rev: number },
    reason?: string,
  ): Promise<Result<CommandReceipt>>
  close(): Promise<void>
}

export interface TestNodeOptions {
  readonly mode?: 'demo' | 'service'
  readonly options?: Partial<IdentityOptions>
  readonly passwords?: Passwords
  /** Without the test's agency and unit: a node before its first start. */
  readonly empty?: boolean
}

let counter = 0

/** A node's identity on a database of its own, with a clock that the test moves. */
export async function openTestNode(given: TestNodeOptions = {}): Promise<TestNode> {
  let clock = new Date('2026-11-24T12:00:00.000Z').getTime()
  const late: { core?: Core } = {}
  const store = await openTestStore({
    modules: [identityModule(() => must(late.core === undefined ? fail('late', 'core') : ok(late.core)))],
    mode: given.mode ?? 'service',
    now: () => new Date(clock),
  })
  const { core } = store
  late.core = core
  const options: IdentityOptions = {
    core,
    vault: testVault(),
    random: (bytes) => randomBytes(bytes),
    address: { rpId: 'localhost', rpName: 'Basinet test', origins: ['http://localhost:8420'] },
    cost: CHEAP,
    ...given.options,
  }
  const insert = <T>(decl: RecordDeclaration, body: T) => insertAsNode(core, decl, body)
  const agencyId =
    given.empty === true ? '' : await insert(agency, { name: 'Test agency', code: 'TEST', state: 'active' })
  const unitId =
    given.empty === true
      ? ''
      : await insert(unit, {
          name: 'Test unit',
          code: 'ONE',
          agency: agencyId,
          parent: null,
          state: 'active',
        })
  return {
    store,
    core,
    options,
    identity: createIdentity(options, given.passwords),
    place: { agency: agencyId, unit: unitId },
    tick: (seconds) => void (clock += seconds * 1000),
    addPerson: (change = {}) => insert(person, personBody(agencyId, unitId, change)),
    command: (subject, name, input, on, reason = 'for the test') =>
      executeCommand(core, subject, name, {
        commandId: randomUUID(),
        input,
        reason,
        ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
      }),
    close: () => store.close(),
  }
}

type PersonChange = Parameters<TestNode['addPerson']>[0]

function personBody(agencyId: string, unitId: string, change: NonNullable<PersonChange>): PersonBody {
  counter++
  return {
    name: `Person ${counter}`,
    rank: 'Officer',
    username: `person.${counter}`,
    agency: agencyId,
    unit: unitId,
    language: 'en',
    state: 'active',
    invitation: null,
    ...change,
    rights: { ...NO_RIGHTS, ...change.rights },
  }
}

async function insertAsNode(core: Core, decl: RecordDeclaration, body: unknown): Promise<string> {
  const id = newRecordId(decl, core.now())
  const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
  const author = { person: 'node:LCA', command: 'test', reason: null }
  const label = defaultLabel(core, decl, core.now())
  must(await core.store.run(subject, {}, (tx) => insertRecord(tx, decl, author, { id, body, label })))
  return id
}

/** A subject as the session of an administrator would give it. */
export function administratorSubject(node: TestNode, id: string): Subject {
  return {
    person: id,
    session: randomUUID(),
    nation: node.core.nation,
    agency: node.place.agency,
    unit: node.place.unit,
    roles: ['officer', 'administrator'],
    clearance: 2,
    handling: [],
    purpose: 'administration',
    juvenile: false,
    sealed: false,
    vettedUntil: null,
    oversight: false,
    realms: [],
    strongAt: '9999-12-31T00:00:00.000Z',
  }
}

/** Gives a person a password, as the node stores it. */
export async function givePassword(
  node: TestNode,
  id: string,
  passwords: Passwords,
  password: string,
  change = false,
): Promise<void> {
  const sealed = await passwords.seal(id, password)
  if (sealed === null) throw new Error('BUG: the gate is full in a test')
  await node.core.store.run(
    sealedSubject(node.core, nodeSubject(node.core.nation), node.core.now()),
    {},
    (tx) =>
      tx.client.query('SELECT basinet.identity_password_set($1, $2, $3, $4)', [id, sealed, tx.at, change]),
  )
}

/** The log's events of one kind, oldest first, sequenced or not, with their details. */
export async function events(
  node: TestNode,
  kind?: string,
): Promise<{ kind: string; actor: string; record?: string; details: Record<string, unknown> | null }[]> {
  const { rows } = await node.store.admin.query<{ event: string; details: string | null }>(
    `SELECT p.event, d.details FROM basinet.pending_audit p
     LEFT JOIN basinet.audit_detail d ON d.id = (p.event::json->>'detailId')::uuid ORDER BY p.id`,
  )
  return rows
    .map((row) => ({
      ...(JSON.parse(row.event) as { kind: string; actor: string; record?: string }),
      details: row.details === null ? null : (JSON.parse(row.details) as Record<string, unknown>),
    }))
    .filter((event) => kind === undefined || event.kind === kind)
}
