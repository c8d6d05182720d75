import { appendAudit } from '../audit/append.ts'
import { fail, must, ok, type Result } from '../contract/result.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { defaultLabel, newRecordId, nodeSubject, sealedSubject, type Core } from '../record/core.ts'
import { insertRecord } from '../record/write.ts'
import type { Tx } from '../store/store.ts'
import { identityContext } from './identity.ts'
import type { IdentityOptions } from './context.ts'
import { agency, unit } from './records/organisation.ts'
import { person, type PersonBody } from './records/person.ts'
import { NO_RIGHTS } from './records/rights.ts'
import { base32 } from './secrets/base32.ts'
import { createPasswords } from './secrets/passwords.ts'
import { readPeople } from './store/reports.ts'
import { administratorCounts } from './store/accounts.ts'
import { setPassword } from './store/credentials.ts'
import { REPORT_ROWS_MAX } from './report/reports.ts'

/** Writes a record as the node itself, at first start and for the demonstration; commands do it everywhere else. */
export async function nodeWrites<T>(
  core: Core,
  tx: Tx,
  decl: unknown,
  body: T,
  command: string,
  id?: string,
): Promise<StoredRecord<T>> {
  const declaration = decl as RecordDeclaration
  return must(
    await insertRecord<T>(
      tx,
      declaration,
      { person: `node:${core.nation}`, command, reason: null },
      {
        id: id ?? newRecordId(declaration, tx.at),
        body,
        label: defaultLabel(core, declaration, tx.at),
      },
    ),
  )
}

export interface FirstAdministrator {
  readonly person: string
  readonly username: string
  /** Shown once and kept nowhere; it must be changed at the first sign-in, and a second factor enrolled. */
  readonly password: string
}

const USERNAME = 'administrator'
/** 120 bits, written as six groups that can be read aloud. */
const PASSWORD_BYTES = 15
/** Accounts made this way that a username is looked for, at most. */
const RECOVERIES_MAX = 1000

/**
 * Gives a new service node its first administrator, with a password nobody chose. Error `identity.not-first`: the node has
 * people already; the door is open once.
 */
export function createFirstAdministrator(options: IdentityOptions): Promise<Result<FirstAdministrator>> {
  return makeAdministrator(options, 'node.first-start', async (tx) =>
    (await readPeople(tx, 1)).length > 0
      ? fail('identity.not-first', 'this node has people already')
      : ok({ username: USERNAME, place: null }),
  )
}

/**
 * For the operator at the machine, who holds the keys anyway: one more administrator where fewer than two are active, so that
 * the two-person rule can work again. Logged, and reported for ever as appointed alone. Errors: `identity.not-needed`,
 * `identity.not-started` (make the first one).
 */
export function createRecoveryAdministrator(options: IdentityOptions): Promise<Result<FirstAdministrator>> {
  return makeAdministrator(options, 'node.recovery', async (tx) => {
    const { ever, active } = await administratorCounts(tx)
    if (ever === 0) return fail('identity.not-started', 'make the first administrator')
    if (active > 1) return fail('identity.not-needed', 'two administrators are active; they can appoint more')
    const people = await readPeople(tx, REPORT_ROWS_MAX)
    const like = people.find((p) => p.person.rights.roles.includes('administrator'))
    const taken = new Set(people.map((p) => p.person.username))
    const free = Array.from({ length: RECOVERIES_MAX }, (_, i) => `${USERNAME}-${i + 2}`).find(
      (n) => !taken.has(n),
    )
    if (like === undefined || free === undefined)
      return fail('identity.not-started', 'no administrator to stand beside')
    return ok({ username: free, place: { agency: like.person.agency, unit: like.person.unit } })
  })
}

type Plan = Result<{ readonly username: string; readonly place: { agency: string; unit: string } | null }>

async function makeAdministrator(
  options: IdentityOptions,
  command: 'node.first-start' | 'node.recovery',
  plan: (tx: Tx) => Promise<Plan>,
): Promise<Result<FirstAdministrator>> {
  const ctx = identityContext(options)
  const { core } = ctx
  const password = (base32(ctx.random(PASSWORD_BYTES)).toLowerCase().match(/.{4}/g) ?? []).join('-')
  const id = newRecordId({ realm: 'general' }, core.now())
  const sealed = await createPasswords(ctx).seal(id, password)
  if (sealed === null) throw new Error('BUG: no room for the first password')
  const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
  return core.store.run(subject, { isolation: 'serializable' }, async (tx) => {
    const planned = await plan(tx)
    if (!planned.ok) return planned
    const { username } = planned.value
    const place = planned.value.place ?? (await makeOffice(core, tx))
    const rights = { ...NO_RIGHTS, roles: ['administrator'], clearance: 'restricted' as const }
    const body: PersonBody = {
      name: username === USERNAME ? 'First administrator' : 'Recovery administrator',
      rank: 'Administrator',
      username,
      ...place,
      language: 'en',
      rights,
      state: 'active',
      invitation: null,
    }
    await nodeWrites(core, tx, person, body, command, id)
    await appendAudit(tx, core.nation, {
      kind: 'identity.changed',
      at: tx.at,
      actor: `node:${core.nation}`,
      type: 'person',
      record: id,
      rev: 1,
      outcome: 'done',
      details: {
        what:
          command === 'node.first-start' ? 'first administrator made' : 'administrator made by the operator',
        rights,
      },
    })
    await setPassword(tx, id, sealed, true)
    return ok({ person: id, username, password })
  })
}

async function makeOffice(core: Core, tx: Tx): Promise<{ agency: string; unit: string }> {
  const command = 'node.first-start'
  const office = { name: 'Node administration', code: 'NODE', state: 'active' }
  const made = await nodeWrites(core, tx, agency, office, command)
  const desk = { name: 'Administrators', code: 'ADMIN', agency: made.id, parent: null, state: 'active' }
  return { agency: made.id, unit: (await nodeWrites(core, tx, unit, desk, command)).id }
}
