import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '../secrets/passwords.ts'
import { testAuthenticator, type Change, type TestAuthenticator } from '../test/authenticator.ts'
import { events, givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

const PASSWORD = 'tide turns at noon off Vigie'
let node: TestNode
let passwords: Passwords
let key: TestAuthenticator
let person: string
let username: string
let counter = 0

const value = <T>(
  result: { ok: true; value: T } | { ok: false; error: { code: string; message: string } },
): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
const resolved = async (token: string) => {
  const now = await node.identity.resolve(token)
  if (now === null) throw new Error('no session')
  return now
}
async function outcome(change: Change = {}): Promise<string> {
  const options = value(await node.identity.signIn.passkeyOptions())
  const result = await node.identity.signIn.passkey(key.sign(options, change), ORIGIN)
  return result.ok ? `in as ${result.value.person}` : result.error.code
}
const lastWhy = async (): Promise<unknown> => (await events(node, 'session.refused')).at(-1)?.details?.['why']

beforeAll(async () => {
  node = await openTestNode({ mode: 'service' })
  passwords = createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
})
afterAll(() => node.close())

beforeEach(async () => {
  username = `passkey.${++counter}`
  person = await node.addPerson({ username })
  await givePassword(node, person, passwords, PASSWORD)
  const limited = value(await node.identity.signIn.password({ username, password: PASSWORD }, ORIGIN))
  const now = await resolved(limited.token)
  key = testAuthenticator()
  const options = value(await node.identity.credentials.passkeyOptions(now))
  const done = await node.identity.credentials.addPasskey(now, limited.token, {
    name: 'Phone',
    response: key.register(options),
  })
  if (value(done).limit !== null) throw new Error('still limited')
})

describe('passkeys', () => {
  it('sign in as two factors, and the password alone no longer does', async () => {
    expect(await outcome()).toBe(`in as ${person}`)
    const alone = await node.identity.signIn.password({ username, password: PASSWORD }, ORIGIN)
    expect(alone.ok || alone.error.code).toBe('identity.passkey-needed')
  })

  it('name no account in their options', async () => {
    const options = value(await node.identity.signIn.passkeyOptions())
    expect(options.allowCredentials ?? []).toEqual([])
    expect(options.userVerification).toBe('required')
  })

  it.each<[string, Change]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another party', { rpId: 'evil.example' }],
    ['without the user’s PIN or finger', { verified: false }],
    ['with a challenge of its own', { challenge: 'bm90IG91cnM' }],
    ['with another user handle', { userHandle: Buffer.from('somebody else').toString('base64url') }],
  ])('are refused %s', async (_what, change) => {
    expect(await outcome(change)).toBe('identity.refused')
    expect(await lastWhy()).not.toBeUndefined()
  })

  it('are refused when the counter does not grow: a copy exists', async () => {
    expect(await outcome({ counter: 7 })).toBe(`in as ${person}`)
    expect(await outcome({ counter: 7 })).toBe('identity.refused')
    expect(await lastWhy()).toBe('counter')
    expect(await outcome({ counter: 8 })).toBe(`in as ${person}`)
  })

  it('spend a challenge once, and not after its time', async () => {
    const options = value(await node.identity.signIn.passkeyOptions())
    const signed = key.sign(options)
    const both = await Promise.all([
      node.identity.signIn.passkey(signed, ORIGIN),
      node.identity.signIn.passkey(signed, ORIGIN),
    ])
    expect(both.filter((r) => r.ok)).toHaveLength(1)
    const late = key.sign(value(await node.identity.signIn.passkeyOptions()))
    node.tick(301)
    expect((await node.identity.signIn.passkey(late, ORIGIN)).ok).toBe(false)
  })

  it('of one person prove nothing again in another’s session', async () => {
    const mine = key
    const opened = value(
      await node.identity.signIn.passkey(
        mine.sign(value(await node.identity.signIn.passkeyOptions())),
        ORIGIN,
      ),
    )
    const otherName = `passkey.other.${++counter}`
    const other = await node.addPerson({ username: otherName })
    await givePassword(node, other, passwords, PASSWORD)
    const limited = value(
      await node.identity.signIn.password({ username: otherName, password: PASSWORD }, ORIGIN),
    )
    const theirs = await resolved(limited.token)
    const challenge = value(await node.identity.stepUpOptions(theirs))
    const stolen = await node.identity.session.stepUp(
      theirs,
      limited.token,
      { kind: 'passkey', response: mine.sign(challenge) },
      ORIGIN,
    )
    expect(stolen.ok).toBe(false)
    const now = await resolved(opened.token)
    const own = await node.identity.session.stepUp(
      now,
      opened.token,
      { kind: 'passkey', response: mine.sign(value(await node.identity.stepUpOptions(now))) },
      ORIGIN,
    )
    expect(own.ok).toBe(true)
  })

  it('survive malformed answers without an error of ours', async () => {
    const options = value(await node.identity.signIn.passkeyOptions())
    const signed = key.sign(options)
    for (const response of [
      { ...signed, id: '' },
      { ...signed, response: { ...signed.response, clientDataJSON: 'bm9wZQ' } },
      { ...signed, response: { ...signed.response, authenticatorData: '' } },
      { ...signed, response: { ...signed.response, signature: 'AA' } },
    ]) {
      const result = await node.identity.signIn.passkey(response, ORIGIN)
      expect(result.ok || result.error.code).toBe('identity.refused')
    }
  })

  it('are enrolled only in the session that asked, and the last second factor stays', async () => {
    const opened = value(
      await node.identity.signIn.passkey(
        key.sign(value(await node.identity.signIn.passkeyOptions())),
        ORIGIN,
      ),
    )
    const now = await resolved(opened.token)
    const removed = await node.identity.credentials.removePasskey(now, key.id)
    expect(removed.ok || removed.error.code).toBe('identity.last-factor')
    const again = await node.identity.credentials.addPasskey(now, opened.token, {
      name: 'Again',
      response: testAuthenticator().register(value(await node.identity.credentials.passkeyOptions(now)), {
        origin: 'https://evil.example',
      }),
    })
    expect(again.ok || again.error.code).toBe('identity.passkey-refused')
  })
})
