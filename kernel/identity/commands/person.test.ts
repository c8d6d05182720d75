import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Subject } from '../../contract/subject.ts'
import { readRecord } from '../../record/read.ts'
import { person, type PersonBody } from '../records/person.ts'
import { NO_RIGHTS, type Rights } from '../records/rights.ts'
import { administratorSubject, events, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

let node: TestNode
let first: Subject
let second: Subject

beforeAll(async () => {
  node = await openTestNode({ mode: 'service' })
  first = administratorSubject(
    node,
    await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } }),
  )
})
afterAll(() => node.close())

const codeOf = (r: { ok: true } | { ok: false; error: { code: string } }): string =>
  r.ok ? 'ok' : r.error.code
async function read(id: string): Promise<{ rev: number; body: PersonBody }> {
  const found = await node.store.read(first, (tx) => readRecord<PersonBody>(tx, person as never, id))
  if (found === null) throw new Error(`no person ${id}`)
  return found
}
async function act(by: Subject, name: string, id: string, input: object = {}) {
  return node.command(by, name, input, { id, rev: (await read(id)).rev })
}
async function approve(by: Subject, pending: { ok: boolean; value?: { pendingApproval?: string } }) {
  const id = pending.value?.pendingApproval ?? ''
  return node.command(by, 'approval.approve', {}, { id, rev: 1 })
}
const rights = (change: Partial<Rights>): Rights => ({ ...NO_RIGHTS, ...change })

describe('appointing', () => {
  it('lets the only administrator appoint and invite the second alone, once, and reports it', async () => {
    const id = await node.addPerson()
    expect(codeOf(await act(first, 'person.appoint-second', first.person))).toBe('command.denied.self')
    expect(codeOf(await act(first, 'person.appoint-second', id))).toBe('ok')
    second = administratorSubject(node, id)
    expect((await read(id)).body).toMatchObject({
      rights: { roles: ['administrator'] },
      invitation: { grant: expect.any(String) },
    })
    const third = await node.addPerson()
    expect(codeOf(await act(first, 'person.appoint-second', third))).toBe('identity.not-first-appointment')
    const logged = (await events(node, 'identity.changed')).find((e) => e.record === id)
    expect(logged?.details?.['what']).toBe('appointed as second administrator, alone')
  })

  it('registers people without any right, and no name twice', async () => {
    const input = {
      name: 'New Person',
      rank: 'Officer',
      username: 'new.person',
      agency: node.place.agency,
      unit: node.place.unit,
      language: 'en',
    }
    const made = await node.command(first, 'person.register', input)
    expect(made.ok && (await read(made.value.recordId)).body.rights).toEqual(NO_RIGHTS)
    expect(codeOf(await node.command(first, 'person.register', input))).toBe('identity.username-taken')
    expect(codeOf(await node.command(first, 'person.register', { ...input, username: 'New.Person' }))).toBe(
      'command.input',
    )
    expect(
      codeOf(
        await node.command(first, 'person.register', { ...input, username: 'x.y', unit: node.place.agency }),
      ),
    ).toBe('identity.unit')
    const outsider = { ...first, roles: ['officer'] }
    expect(codeOf(await node.command(outsider, 'person.register', { ...input, username: 'x.z' }))).toBe(
      'command.denied.role',
    )
  })
})

describe('granting', () => {
  it('waits for a second administrator who is neither the first nor the person concerned', async () => {
    const id = await node.addPerson()
    const wanted = rights({ roles: ['auditor'], clearance: 'restricted' })
    const pending = await act(first, 'person.grant', id, { rights: wanted })
    expect(pending.ok && pending.value.pendingApproval).toBeTruthy()
    expect((await read(id)).body.rights).toEqual(NO_RIGHTS)
    expect(codeOf(await approve(first, pending))).toBe('command.denied.same-person')
    expect(codeOf(await approve({ ...second, person: id }, pending))).toBe('command.denied.self')
    expect(codeOf(await approve({ ...second, roles: ['officer', 'auditor'] }, pending))).toBe(
      'command.denied.role',
    )
    expect(codeOf(await approve(second, pending))).toBe('ok')
    expect((await read(id)).body.rights).toEqual(wanted)
    const logged = (await events(node, 'identity.changed')).findLast((e) => e.record === id)
    expect(logged).toMatchObject({
      actor: first.person,
      details: { what: 'rights granted', approver: second.person },
    })
  })

  it('is never for oneself, through whomever', async () => {
    const mine = await act(first, 'person.grant', first.person, {
      rights: rights({ roles: ['administrator'], clearance: 'secret' }),
    })
    expect(codeOf(await approve(second, mine))).toBe('command.denied.self')
    expect((await read(first.person)).body.rights.clearance).toBe('restricted')
  })

  it.each<[string, Partial<Rights>, string]>([
    ['a role nobody declared', { roles: ['emperor'] }, 'identity.role-unknown'],
    ['the node’s own role', { roles: ['node-system'] }, 'identity.role-unknown'],
    [
      'administrator and auditor together',
      { roles: ['administrator', 'auditor'] },
      'identity.roles-conflict',
    ],
    [
      'oversight with clearance',
      { roles: ['oversight'], oversight: true, clearance: 'restricted' },
      'identity.oversight',
    ],
    ['oversight as a role only', { roles: ['oversight'] }, 'identity.oversight'],
    [
      'oversight and another role',
      { roles: ['oversight', 'data-protection'], oversight: true },
      'identity.oversight',
    ],
  ])('refuses %s', async (_what, change, code) => {
    const id = await node.addPerson()
    const pending = await act(first, 'person.grant', id, { rights: rights(change) })
    expect(codeOf(await approve(second, pending))).toBe(code)
    expect((await read(id)).body.rights).toEqual(NO_RIGHTS)
  })

  it('takes away at once, and only takes away', async () => {
    const id = await node.addPerson({
      rights: { roles: ['auditor'], clearance: 'confidential', handling: ['ALPHA'] },
    })
    expect(
      codeOf(
        await act(first, 'person.narrow', id, {
          rights: rights({ roles: ['auditor'], clearance: 'secret' }),
        }),
      ),
    ).toBe('identity.not-narrower')
    expect(
      codeOf(
        await act(first, 'person.narrow', id, {
          rights: rights({ roles: ['auditor'], clearance: 'official' }),
        }),
      ),
    ).toBe('ok')
    expect((await read(id)).body.rights.handling).toEqual([])
  })
})

describe('stopping', () => {
  it('suspends alone and at once, reinstates with a second person, closes for good', async () => {
    const id = await node.addPerson()
    expect(codeOf(await act(first, 'person.suspend', id))).toBe('ok')
    const back = await act(first, 'person.reinstate', id)
    expect((await read(id)).body.state).toBe('suspended')
    expect(codeOf(await approve(second, back))).toBe('ok')
    expect((await read(id)).body.state).toBe('active')
    expect(codeOf(await act(first, 'person.close', id))).toBe('ok')
    expect(codeOf(await act(first, 'person.grant', id, { rights: NO_RIGHTS }))).toBe('command.state')
  })

  it('never leaves the node without an administrator', async () => {
    const lone = await openTestNode({ mode: 'service' })
    const id = await lone.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } })
    const admin = administratorSubject(lone, id)
    for (const name of ['person.suspend', 'person.close'])
      expect(codeOf(await lone.command(admin, name, {}, { id, rev: 1 }))).toBe('identity.last-administrator')
    expect(codeOf(await lone.command(admin, 'person.narrow', { rights: NO_RIGHTS }, { id, rev: 1 }))).toBe(
      'identity.last-administrator',
    )
    await lone.close()
  })
})

describe('inviting', () => {
  it('takes two administrators, makes one link, which serves once and begins from nothing', async () => {
    const id = await node.addPerson({ username: 'to.invite' })
    const by = {
      subject: second,
      session: { person: second.person, id: second.person, strongAt: node.core.now().toISOString() },
    } as never
    const link = () => node.identity.administration.invitation(by, id)
    expect(codeOf(await link())).toBe('identity.not-invited')
    const pending = await act(first, 'person.invite', id)
    expect(codeOf(await link())).toBe('identity.not-invited')
    expect(codeOf(await approve(second, pending))).toBe('ok')
    const made = await link()
    expect(codeOf(made)).toBe('ok')
    expect(codeOf(await link())).toBe('identity.not-invited')
    const token = made.ok ? (made.value.path.split('link=')[1] ?? '') : ''
    const both = await Promise.all([
      node.identity.signIn.link(token, { ...ORIGIN, local: false }),
      node.identity.signIn.link(token, ORIGIN),
    ])
    expect(both.map(codeOf).sort()).toEqual(['identity.refused', 'ok'])
    const opened = both.find((r) => r.ok)
    expect(opened?.ok === true && opened.value.limit).toBe('enrol')
    expect(opened?.ok === true ? await node.identity.resolveSubject(opened.value.token) : null).toBeNull()
  })

  it('runs out', async () => {
    const id = await node.addPerson()
    await approve(second, await act(first, 'person.invite', id))
    node.tick(73 * 3600)
    const by = {
      subject: second,
      session: { person: second.person, id: second.person, strongAt: node.core.now().toISOString() },
    } as never
    expect(codeOf(await node.identity.administration.invitation(by, id))).toBe('identity.not-invited')
  })

  it('is for administrators with a fresh proof', async () => {
    const id = await node.addPerson()
    const stale = {
      subject: second,
      session: { person: second.person, id: second.person, strongAt: null },
    } as never
    expect(codeOf(await node.identity.administration.invitation(stale, id))).toBe('identity.step-up-needed')
    const officer = {
      subject: { ...second, roles: ['officer'] },
      session: { person: second.person, id: second.person, strongAt: node.core.now().toISOString() },
    } as never
    for (const call of ['invitation', 'unlock', 'endSessions'] as const)
      expect(codeOf(await node.identity.administration[call](officer, id))).toBe('identity.denied')
  })
})

describe('titles and lists', () => {
  it('show personnel data only for a purpose that covers it', async () => {
    const id = await node.addPerson({ name: 'Hidden Name' })
    const look = (s: Subject) => node.store.read(s, (tx) => readRecord(tx, person as never, id))
    expect(await look(first)).not.toBeNull()
    expect(await look({ ...first, purpose: null })).toBeNull()
    expect(await look({ ...first, purpose: 'watch' })).toBeNull()
    expect(await look({ ...first, roles: ['officer'] })).toBeNull()
    expect(
      await look({ ...first, roles: ['oversight'], oversight: true, clearance: 0, purpose: 'oversight' }),
    ).toBeNull()
  })
})
