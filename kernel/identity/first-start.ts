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
import { setPassword } from './store/credentials.ts'

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

/**
 * Gives a new service node its first administrator, with a password nobody chose. Error `identity.not-first`: the node has
 * people already; the door is open once.
 */
export async function createFirstAdministrator(
  options: IdentityOptions,
): Promise<Result<FirstAdministrator>> {
  const ctx = identityContext(options)
  const { core } = ctx
  const password = (base32(ctx.random(PASSWORD_BYTES)).toLowerCase().match(/.{4}/g) ?? []).join('-')
  const id = newRecordId({ realm: 'general' }, core.now())
  const sealed = await createPasswords(ctx).seal(id, password)
  if (sealed === null) throw new Error('BUG: no room for the first password')
  const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
  const made = await core.store.run(subject, { isolation: 'serializable' }, async (tx) => {
    if ((await readPeople(tx, 1)).length > 0) return null
    const office = await nodeWrites(
      core,
      tx,
      agency,
      { name: 'Node administration', code: 'NODE', state: 'active' },
      'node.first-start',
    )
    const desk = await nodeWrites(
      core,
      tx,
      unit,
      { name: 'Administrators', code: 'ADMIN', agency: office.id, parent: null, state: 'active' },
      'node.first-start',
    )
    const body: PersonBody = {
      name: 'First administrator',
      rank: 'Administrator',
      username: USERNAME,
      agency: office.id,
      unit: desk.id,
      language: 'en',
      rights: { ...NO_RIGHTS, roles: ['administrator'], clearance: 'restricted' },
      state: 'active',
      invitation: null,
    }
    const first = await nodeWrites(core, tx, person, body, 'node.first-start', id)
    await appendAudit(tx, core.nation, {
      kind: 'identity.changed',
      at: tx.at,
      actor: `node:${core.nation}`,
      type: 'person',
      record: first.id,
      rev: 1,
      outcome: 'done',
      details: { what: 'first administrator made', rights: body.rights },
    })
    await setPassword(tx, first.id, sealed, true)
    return first.id
  })
  if (made === null) return fail('identity.not-first', 'this node has people already')
  return ok({ person: made, username: USERNAME, password })
}
