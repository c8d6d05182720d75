import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIdentity } from '../identity.ts'
import { createPasswords, type Passwords } from '../secrets/passwords.ts'
import { attemptKey } from './username.ts'
import { events, from, givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

const PASSWORD = 'tide turns at noon off Vigie'
let node: TestNode
let passwords: Passwords
let verified = 0
let transactions = 0

beforeAll(async () => {
  const counting: Passwords = {
    seal: (person, password) => passwords.seal(person, password),
    verify: (person, stored, password) => {
      verified++
      return passwords.verify(person, stored, password)
    },
  }
  node = await openTestNode({ mode: 'demo', passwords: counting })
  const { store } = node.core
  const counted = {
    ...node.core,
    store: {
      ...store,
      run: ((...given: Parameters<typeof store.run>) => {
        transactions++
        return store.run(...given)
      }) as typeof store.run,
    },
  }
  node = { ...node, identity: createIdentity({ ...node.options, core: counted }, counting) }
  passwords = createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
})
afterAll(() => node.close())

async function person(change: Parameters<TestNode['addPerson']>[0] & { username: string }): Promise<string> {
  const id = await node.addPerson(change)
  await givePassword(node, id, passwords, PASSWORD)
  return id
}
const tryIn = (username: string, password: string, address = '192.0.2.10') =>
  node.identity.signIn.password({ username, password }, from(address))
const code = async (outcome: ReturnType<typeof tryIn>): Promise<string> => {
  const result = await outcome
  return result.ok ? 'in' : result.error.code
}

describe('sign-in by password', () => {
  it('opens a session for the right password, in whatever form the name is typed', async () => {
    const id = await person({ username: 'i.seagrape' })
    for (const typed of ['i.seagrape', ' I.SEAGRAPE ', 'ｉ.seagrape']) {
      const opened = await tryIn(typed, PASSWORD)
      expect(opened.ok && opened.value.person).toBe(id)
    }
    const opened = await tryIn('i.seagrape', PASSWORD)
    const subject = opened.ok ? await node.identity.resolveSubject(opened.value.token) : null
    expect(subject?.person).toBe(id)
    const [event] = (await events(node, 'session.opened')).slice(-1)
    expect(event?.actor).toBe(id)
  })

  it('answers every wrong thing alike and does the same work for it', async () => {
    await person({ username: 'works.alike' })
    await person({ username: 'is.suspended', state: 'suspended' })
    await person({ username: 'is.closed', state: 'closed' })
    await node.addPerson({ username: 'no.password' })
    const before = (await events(node, 'session.refused')).length
    const cases: [string, string][] = [
      ['works.alike', 'wrong'],
      ['is.suspended', PASSWORD],
      ['is.suspended', 'wrong'],
      ['is.closed', PASSWORD],
      ['no.password', PASSWORD],
      ['nobody.here', PASSWORD],
      ['😀'.repeat(40), PASSWORD],
      ["' OR 1=1 --", PASSWORD],
    ]
    const answers: string[] = []
    const steps: number[] = []
    for (const [i, [name, password]] of cases.entries()) {
      const start = verified
      const first = transactions
      const result = await tryIn(name, password, `198.51.100.${i}`)
      answers.push(JSON.stringify(result))
      expect(verified - start).toBe(1)
      steps.push(transactions - first)
    }
    expect(new Set(answers)).toEqual(
      new Set([
        JSON.stringify({ ok: false, error: { code: 'identity.refused', message: 'sign-in refused' } }),
      ]),
    )
    expect(new Set(steps).size).toBe(1)
    expect((await events(node, 'session.refused')).length - before).toBe(cases.length)
  })

  it('never logs what was typed', async () => {
    await tryIn('secret typed as name', 'secret typed as password')
    const { rows } = await node.store.admin.query<{ all: string }>(
      `SELECT string_agg(event, '') || coalesce((SELECT string_agg(details, '') FROM basinet.audit_detail), '') AS all FROM basinet.pending_audit`,
    )
    expect(rows[0]?.all).not.toContain('secret typed')
    expect(rows[0]?.all).not.toContain(PASSWORD)
  })
})

describe('lockout', () => {
  it('delays after the fifth refusal, for every spelling, and lets in after the delay', async () => {
    await person({ username: 'lock.me' })
    const spellings = ['lock.me', 'LOCK.ME', 'ｌock.me', 'lock.me ', 'lock\u200b.me']
    for (const [i, name] of spellings.entries())
      expect(await code(tryIn(name, 'wrong', `203.0.113.${i}`))).toBe('identity.refused')
    for (const [i, name] of spellings.entries())
      expect(await code(tryIn(name, PASSWORD, `203.0.113.${i}`))).toBe('identity.locked')
    node.tick(59)
    expect(await code(tryIn('lock.me', PASSWORD, '203.0.113.9'))).toBe('identity.locked')
    node.tick(2)
    expect(await code(tryIn('lock.me', PASSWORD, '203.0.113.9'))).toBe('in')
    expect((await events(node, 'session.locked')).length).toBe(1)
  })

  it('locks a name that nobody has in the same way', async () => {
    for (let i = 0; i < 5; i++)
      expect(await code(tryIn('ghost.name', 'wrong', `203.0.113.${20 + i}`))).toBe('identity.refused')
    expect(await code(tryIn('ghost.name', 'wrong', '203.0.113.30'))).toBe('identity.locked')
  })

  it('counts sixty attempts at once as sixty', async () => {
    await person({ username: 'at.once' })
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, i) => code(tryIn('at.once', 'wrong', `10.1.${i}.1`))),
    )
    expect(outcomes.filter((o) => o === 'identity.refused')).toHaveLength(5)
    expect(outcomes.filter((o) => o === 'identity.locked')).toHaveLength(55)
  })

  it('slows an address that tries many names, and not its neighbours', async () => {
    for (let i = 0; i < 20; i++) await tryIn(`spray.${i}`, 'wrong', '198.18.0.1')
    expect(await code(tryIn('spray.last', 'wrong', '198.18.0.1'))).toBe('identity.locked')
    expect(await code(tryIn('spray.other', 'wrong', '198.18.0.2'))).toBe('identity.refused')
  })

  it('is not reset for an address by signing in to an account of its own', async () => {
    await person({ username: 'own.account' })
    for (let i = 0; i < 10; i++) await tryIn(`mixed.${i}`, 'wrong', '198.18.1.1')
    expect(await code(tryIn('own.account', PASSWORD, '198.18.1.1'))).toBe('in')
    for (let i = 10; i < 20; i++) await tryIn(`mixed.${i}`, 'wrong', '198.18.1.1')
    expect(await code(tryIn('mixed.last', 'wrong', '198.18.1.1'))).toBe('identity.locked')
  })

  it('asks for an administrator after a hundred refusals in a row', async () => {
    const id = await person({ username: 'hundred.times' })
    const guess = async (i: number) => {
      expect(await code(tryIn('hundred.times', 'wrong', `10.2.${i}.1`))).toBe('identity.refused')
      node.tick(3601)
    }
    for (let i = 0; i < 3; i++) await guess(i)
    await node.store.admin.query('UPDATE basinet_private.attempt SET failures = 98 WHERE key = $1', [
      attemptKey('account', 'hundred.times'),
    ])
    for (let i = 3; i < 5; i++) await guess(i)
    node.tick(40 * 86_400)
    expect(await code(tryIn('hundred.times', PASSWORD, '10.2.200.1'))).toBe('identity.locked')
    const admin = await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } })
    await givePassword(node, admin, passwords, PASSWORD)
    const { rows } = await node.store.admin.query<{ username: string }>(
      `SELECT f_username AS username FROM basinet.r_person WHERE id = $1`,
      [admin],
    )
    const opened = await tryIn(rows[0]?.username ?? '', PASSWORD, '10.2.201.1')
    const now = opened.ok ? await node.identity.resolve(opened.value.token) : null
    expect(now).not.toBeNull()
    if (now === null) return
    expect(await node.identity.administration.unlock(now, id)).toEqual({ ok: true, value: true })
    expect(await code(tryIn('hundred.times', PASSWORD, '10.2.202.1'))).toBe('in')
  })

  it('lets nobody past the count by any spelling', async () => {
    const id = await person({ username: 'no.way.round' })
    const variants = fc.constantFrom(
      'no.way.round',
      'NO.WAY.ROUND',
      'no.way.rOund',
      'nｏ.way.round',
      'no\u00ad.way.round',
      '\tno.way.round',
      'no.wáy.round',
    )
    let refused = 0
    await fc.assert(
      fc.asyncProperty(variants, fc.integer({ min: 1, max: 250 }), async (typed, host) => {
        const outcome = await code(tryIn(typed, 'wrong', `10.9.${host}.1`))
        if (outcome === 'identity.refused') refused++
        return outcome === 'identity.refused' || outcome === 'identity.locked'
      }),
      { numRuns: 40 },
    )
    expect(refused).toBe(5)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('work of a hash', () => {
  it('is raised at the next sign-in when the node asks for more', async () => {
    const id = await person({ username: 'weak.hash' })
    const stronger = createPasswords({ ...node.options, cost: { memoryKiB: 128, passes: 1, lanes: 1 } })
    const identity = createIdentity(
      { ...node.options, cost: { memoryKiB: 128, passes: 1, lanes: 1 } },
      stronger,
    )
    const read = async () =>
      (
        await node.store.admin.query<{ password: string }>(
          'SELECT password FROM basinet_private.credential WHERE person = $1',
          [id],
        )
      ).rows[0]?.password ?? ''
    const before = await read()
    expect((await identity.signIn.password({ username: 'weak.hash', password: PASSWORD }, ORIGIN)).ok).toBe(
      true,
    )
    expect(await read()).not.toBe(before)
    expect(await stronger.verify(id, await read(), PASSWORD)).toEqual({ right: true, weaker: false })
  })
})
