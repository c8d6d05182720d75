import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLASSES, classRank } from '../../contract/label.ts'
import type { Subject } from '../../contract/subject.ts'
import { NO_RIGHTS, type Rights } from '../records/rights.ts'
import { createPasswords, type Passwords } from '../secrets/passwords.ts'
import { administratorSubject, givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

const PASSWORD = 'tide turns at noon off Vigie'
const RUNS = process.env['BASINET_FULL'] === '1' ? 300 : 12
let node: TestNode
let passwords: Passwords
let admin: Subject
let counter = 0

beforeAll(async () => {
  node = await openTestNode({ mode: 'demo' })
  passwords = createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
  const id = await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } })
  await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } })
  admin = administratorSubject(node, id)
})
afterAll(() => node.close())

const rights: fc.Arbitrary<Rights> = fc
  .record({
    roles: fc.subarray(['administrator', 'data-protection', 'undeclared-role', 'node-system']),
    clearance: fc.constantFrom(...CLASSES),
    handling: fc.subarray(['ALPHA', 'BRAVO']),
    purposes: fc.subarray(['administration', 'audit']),
    sealed: fc.boolean(),
    juvenile: fc.boolean(),
    oversight: fc.boolean(),
  })
  .map((r) => ({ ...NO_RIGHTS, ...r }))

/** Ways of getting at a subject: each takes the person's token and answers with the token to look at. */
const ways = {
  nothing: (token: string) => Promise.resolve(token),
  purpose: async (token: string) => {
    const now = await node.identity.resolve(token)
    if (now !== null) await node.identity.session.purpose(now, 'administration')
    return token
  },
  rotate: async (token: string) => {
    const now = await node.identity.resolve(token)
    return now === null ? token : ((await node.identity.session.rotate(now, token))?.token ?? token)
  },
  enrol: async (token: string) => {
    const now = await node.identity.resolve(token)
    if (now !== null) await node.identity.credentials.beginTotp(now)
    return token
  },
}

async function signIn(id: string, username: string, by: 'password' | 'link'): Promise<string> {
  if (by === 'password') {
    await givePassword(node, id, passwords, PASSWORD)
    const opened = await node.identity.signIn.password({ username, password: PASSWORD }, ORIGIN)
    return opened.ok ? opened.value.token : ''
  }
  const link = await node.identity.createOneUseLink(id)
  const opened = await node.identity.signIn.link(link.ok ? (link.value.split('link=')[1] ?? '') : '', ORIGIN)
  return opened.ok ? opened.value.token : ''
}

function within(subject: Subject, held: Rights): boolean {
  return (
    subject.clearance <= classRank(held.clearance) &&
    subject.handling.every((h) => held.handling.includes(h)) &&
    subject.roles.every(
      (r) =>
        held.roles.includes(r) ||
        (r === 'officer' && !held.oversight) ||
        (r === 'oversight' && held.oversight),
    ) &&
    !subject.roles.includes('node-system') &&
    (!subject.sealed || held.sealed) &&
    (!subject.juvenile || held.juvenile) &&
    subject.oversight === held.oversight &&
    (!held.oversight || subject.clearance === 0)
  )
}

it('yields by no way in, and after no step, a subject with more than the person holds now', async () => {
  await fc.assert(
    fc.asyncProperty(
      rights,
      rights,
      fc.constantFrom('password', 'link'),
      fc.array(fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[])), { maxLength: 4 }),
      async (held, later, by, steps) => {
        const username = `held.${++counter}`
        const id = await node.addPerson({ username, rights: held })
        let token = await signIn(id, username, by)
        for (const step of steps) token = await ways[step](token)
        const before = await node.identity.resolveSubject(token)
        expect(before !== null && before.person === id && within(before, held)).toBe(true)
        const changed = await node.command(admin, 'person.narrow', { rights: later }, { id, rev: 1 })
        node.identity.forget()
        const after = await node.identity.resolveSubject(token)
        expect(after !== null && within(after, changed.ok ? later : held)).toBe(true)
        const gone = await node.command(admin, 'person.suspend', {}, { id, rev: changed.ok ? 2 : 1 })
        node.identity.forget()
        expect(gone.ok && (await node.identity.resolveSubject(token)) === null).toBe(true)
      },
    ),
    { numRuns: RUNS },
  )
})
