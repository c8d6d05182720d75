import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Identity } from '../types.ts'
import { createIdentity } from '../identity.ts'
import { administratorSubject, events, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'
import { openTestProvider, type TestProvider } from '../test/provider.ts'

let node: TestNode
let provider: TestProvider
let identity: Identity
let person: string

beforeAll(async () => {
  provider = await openTestProvider('basinet')
  node = await openTestNode({ mode: 'service' })
  identity = createIdentity({
    ...node.options,
    oidc: {
      issuer: provider.issuer,
      clientId: 'basinet',
      redirectUri: 'http://localhost:8420/api/v1/session/oidc/callback',
      strongAmr: ['hwk'],
    },
  })
  person = await node.addPerson({ username: 'by.provider' })
  const admin = await node.addPerson({ rights: { roles: ['administrator'] } })
  const now = {
    subject: administratorSubject(node, admin),
    session: { person: admin, id: admin, strongAt: node.core.now().toISOString() },
  }
  const bound = await identity.administration.bindOidc(now as never, person, 'subject-1')
  if (!bound.ok) throw new Error(bound.error.code)
})
afterAll(async () => {
  await provider.close()
  await node.close()
})
beforeEach(() => {
  provider.claims = { sub: 'subject-1', amr: ['pwd', 'hwk'] }
  provider.fault = 'none'
})

async function begin() {
  const started = await identity.signIn.oidc?.start()
  if (started?.ok !== true) throw new Error('the provider was not reached')
  return {
    answer: await provider.authorize(started.value.url),
    browserKey: started.value.browserKey,
    url: new URL(started.value.url),
  }
}
async function outcome(
  change: (flow: Awaited<ReturnType<typeof begin>>) => { answer?: URL; browserKey?: string } = () => ({}),
) {
  const flow = await begin()
  const used = { ...flow, ...change(flow) }
  const result = await identity.signIn.oidc?.finish(used.answer, used.browserKey, ORIGIN)
  return result?.ok === true
    ? `in as ${result.value.person}, limit ${result.value.limit ?? 'none'}`
    : (result?.error.code ?? 'no provider')
}
const why = async () => (await events(node, 'session.refused')).at(-1)?.details?.['why']

describe('OpenID Connect', () => {
  it('signs in the bound person, with PKCE, and takes the provider’s word for two factors', async () => {
    const { url } = await begin()
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('response_type')).toBe('code')
    expect(await outcome()).toBe(`in as ${person}, limit none`)
  })

  it('asks for our second factor where the provider does not vouch for one', async () => {
    provider.claims = { sub: 'subject-1', amr: ['pwd'] }
    expect(await outcome()).toBe(`in as ${person}, limit enrol`)
  })

  it('signs nobody in whom no administrator bound, whatever the claims say', async () => {
    provider.claims = {
      sub: 'subject-2',
      preferred_username: 'by.provider',
      email: 'by.provider@example.test',
      amr: ['hwk'],
    }
    expect(await outcome()).toBe('identity.refused')
    expect(await why()).toBe('nobody is bound to this subject')
  })

  it.each(['nonce', 'audience', 'signature', 'expired'] as const)(
    'refuses a token with a wrong %s',
    async (fault) => {
      provider.fault = fault
      expect(await outcome()).toBe('identity.refused')
    },
  )

  it('refuses another browser, another state, and the same answer twice', async () => {
    expect(await outcome(() => ({ browserKey: 'x'.repeat(43) }))).toBe('identity.refused')
    expect(await why()).toBe('another browser')
    expect(
      await outcome(({ answer }) => {
        answer.searchParams.set('state', 'y'.repeat(43))
        return { answer }
      }),
    ).toBe('identity.refused')
    const flow = await begin()
    const twice = [
      await identity.signIn.oidc?.finish(flow.answer, flow.browserKey, ORIGIN),
      await identity.signIn.oidc?.finish(flow.answer, flow.browserKey, ORIGIN),
    ]
    expect(twice.map((r) => r?.ok)).toEqual([true, false])
  })

  it('refuses a suspended person', async () => {
    await node.store.admin.query(
      `UPDATE basinet.r_person SET rev = rev + 1, f_state = 'suspended', body = jsonb_set(body, '{state}', '"suspended"') WHERE id = $1`,
      [person],
    )
    expect(await outcome()).toBe('identity.refused')
    expect(await why()).toBe('suspended')
  })

  it('says so when the provider does not answer', async () => {
    const gone = createIdentity({
      ...node.options,
      oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', redirectUri: 'http://localhost:8420/x' },
    })
    const started = await gone.signIn.oidc?.start()
    expect(started?.ok === false && started.error.code).toBe('identity.oidc-unreachable')
  })
})
