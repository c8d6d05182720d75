import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '../secrets/passwords.ts'
import type { Opened } from '../types.ts'
import {
  administratorSubject,
  events,
  givePassword,
  openTestNode,
  ORIGIN,
  type TestNode,
} from '../test/node.ts'
import { sweepIdentity } from '../sweep.ts'

const PASSWORD = 'tide turns at noon off Vigie'
let node: TestNode
let passwords: Passwords

beforeAll(async () => {
  node = await openTestNode({ mode: 'demo' })
  passwords = createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
})
afterAll(() => node.close())

let counter = 0
async function signedIn(
  change: Parameters<TestNode['addPerson']>[0] = {},
): Promise<Opened & { username: string }> {
  const username = `session.${++counter}`
  const id = await node.addPerson({ username, ...change })
  await givePassword(node, id, passwords, PASSWORD)
  return { ...(await again(username)), username }
}
async function again(username: string): Promise<Opened> {
  const opened = await node.identity.signIn.password({ username, password: PASSWORD }, ORIGIN)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}
const resolved = async (token: string) => {
  const now = await node.identity.resolve(token)
  if (now === null) throw new Error('no session')
  return now
}

describe('a session', () => {
  it('keeps no token that could be used from the database', async () => {
    const opened = await signedIn()
    const { rows } = await node.store.admin.query<{ row: string }>(
      'SELECT s::text AS row FROM basinet_private.session s',
    )
    const all = rows.map((r) => r.row).join()
    expect(all).not.toContain(opened.token)
    expect(all).not.toContain(Buffer.from(opened.token, 'base64url').toString('hex'))
  })

  it('is nobody for a token that is not one', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}=`, '../../etc/passwd'])
      expect(await node.identity.resolve(token)).toBeNull()
  })

  it('ends when idle, and in any case at its end', async () => {
    const opened = await signedIn()
    for (let hour = 0; hour < 23; hour++) {
      node.tick(1700)
      expect(await node.identity.resolveSubject(opened.token)).not.toBeNull()
    }
    node.tick(1801)
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
    const second = await again(opened.username)
    for (let seconds = 0; seconds + 1500 < 43_200; seconds += 1500) {
      node.tick(1500)
      expect(await node.identity.resolveSubject(second.token)).not.toBeNull()
    }
    node.tick(1500)
    expect(await node.identity.resolveSubject(second.token)).toBeNull()
  })

  it('is not kept alive by a page that only listens', async () => {
    const opened = await signedIn()
    for (let i = 0; i < 4; i++) {
      node.tick(440)
      expect(await node.identity.resolve(opened.token, { activity: false })).not.toBeNull()
    }
    node.tick(60)
    expect(await node.identity.resolve(opened.token, { activity: false })).toBeNull()
  })

  it('ends at once for whoever ends it, and only one’s own', async () => {
    const mine = await signedIn()
    const other = await again(mine.username)
    const stranger = await signedIn()
    const now = await resolved(mine.token)
    expect(
      (await node.identity.session.list(now)).map((s) => [s.id === mine.session, s.current]),
    ).toContainEqual([true, true])
    const foreign = await node.identity.session.end(now, stranger.session)
    expect(foreign.ok).toBe(false)
    expect(await node.identity.resolveSubject(stranger.token)).not.toBeNull()
    await node.identity.resolve(other.token)
    expect((await node.identity.session.end(now, other.session)).ok).toBe(true)
    expect(await node.identity.resolveSubject(other.token)).toBeNull()
    await node.identity.session.signOut(now)
    expect(await node.identity.resolveSubject(mine.token)).toBeNull()
    expect((await events(node, 'session.closed')).length).toBeGreaterThanOrEqual(2)
  })

  it('changes its purpose only to one of the roles', async () => {
    const opened = await signedIn({ rights: { roles: ['administrator', 'data-protection'] } })
    const now = await resolved(opened.token)
    expect(now.purposes).toEqual(['administration', 'data-protection'])
    expect(now.subject.purpose).toBe('administration')
    expect((await node.identity.session.purpose(now, 'audit')).ok).toBe(false)
    expect((await node.identity.session.purpose(now, 'data-protection')).ok).toBe(true)
    expect((await node.identity.resolveSubject(opened.token))?.purpose).toBe('data-protection')
    expect((await events(node, 'session.purpose'))[0]?.details).toEqual({
      from: 'administration',
      to: 'data-protection',
    })
  })

  it('keeps the chosen language for the next sign-in', async () => {
    const opened = await signedIn()
    await node.identity.session.language(await resolved(opened.token), 'acf')
    expect((await resolved((await again(opened.username)).token)).language).toBe('acf')
  })

  it('takes a new token after a change of rights; the old one serves until the new one has arrived', async () => {
    const opened = await signedIn()
    const admin = await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } })
    const { rows } = await node.store.admin.query<{ body: { rights: object } }>(
      'SELECT body FROM basinet.r_person WHERE id = $1',
      [opened.person],
    )
    const rights = { ...rows[0]?.body.rights, handling: [], roles: [] }
    await node.store.admin.query(
      `UPDATE basinet.r_person SET rev = 2, body = jsonb_set(body, '{rights,clearance}', '"official"') WHERE id = $1`,
      [opened.person],
    )
    const done = await node.command(
      administratorSubject(node, admin),
      'person.narrow',
      { rights },
      { id: opened.person, rev: 2 },
    )
    expect(done.ok).toBe(true)
    node.identity.forget()
    const before = await resolved(opened.token)
    expect(before.rotateDue).toBe(true)
    const both = await Promise.all([
      node.identity.session.rotate(before, opened.token),
      node.identity.session.rotate(before, opened.token),
    ])
    const [fresh, ...none] = both.filter((o) => o !== null)
    expect(none).toEqual([])
    expect(await node.identity.resolveSubject(opened.token)).not.toBeNull()
    expect(await node.identity.resolveSubject(fresh?.token ?? '')).not.toBeNull()
    expect((await resolved(fresh?.token ?? '')).rotateDue).toBe(false)
    node.tick(11)
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
    expect(await node.identity.resolveSubject(fresh?.token ?? '')).not.toBeNull()
  })

  it('ends in the transaction that suspends the person, and does not come back with them', async () => {
    const opened = await signedIn()
    const admin = administratorSubject(
      node,
      await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } }),
    )
    expect((await node.command(admin, 'person.suspend', {}, { id: opened.person, rev: 1 })).ok).toBe(true)
    node.identity.forget()
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
    await node.store.admin.query(
      `UPDATE basinet.r_person SET rev = 3, body = jsonb_set(body, '{state}', '"active"'), f_state = 'active' WHERE id = $1`,
      [opened.person],
    )
    node.identity.forget()
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
  })

  it('ends on another process of the node within the time a subject is remembered', async () => {
    const { createIdentity } = await import('../identity.ts')
    const elsewhere = createIdentity(node.options)
    const opened = await signedIn()
    expect(await elsewhere.resolveSubject(opened.token)).not.toBeNull()
    await node.identity.session.signOut(await resolved(opened.token))
    node.tick(3)
    expect(await elsewhere.resolveSubject(opened.token)).toBeNull()
  })

  it('is forgotten a month after it ended', async () => {
    await signedIn()
    node.tick(40 * 86_400)
    expect(await sweepIdentity(node.core)).toBeGreaterThan(5)
    const { rows } = await node.store.admin.query('SELECT 1 FROM basinet_private.session')
    expect(rows).toEqual([])
  })
})
