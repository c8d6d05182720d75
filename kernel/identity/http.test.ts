import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandRoutes, createServer, recordRoutes } from '../http/index.ts'
import { seedDemo, type DemoPerson } from './demo/seed.ts'
import { identityAuthenticator, identityPlugin } from './http.ts'
import { NO_RIGHTS } from './records/rights.ts'
import { createPasswords } from './secrets/passwords.ts'
import { stepAt, totpCode } from './secrets/totp.ts'
import { givePassword, openTestNode, type TestNode } from './test/node.ts'

const SAFE = { 'x-basinet': '1' }

async function serve(node: TestNode): Promise<FastifyInstance> {
  const app = await createServer({
    authenticator: identityAuthenticator(node.identity),
    version: '0.1.0',
    log: false,
    tls: false,
  })
  await app.register(
    identityPlugin({
      core: node.core,
      identity: node.identity,
      node: { name: 'Test node', version: '0.1.0' },
    }),
  )
  recordRoutes(app, node.core)
  commandRoutes(app, node.core)
  await app.ready()
  return app
}

/** A browser: keeps the session cookie, sends the header. */
function browser(app: FastifyInstance, headers: Record<string, string> = {}) {
  let cookie = ''
  return {
    cookie: () => cookie,
    async ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...SAFE, ...headers, ...(cookie === '' ? {} : { cookie }) },
        ...(body === undefined ? {} : { payload: body }),
      })
      const set = [answer.headers['set-cookie'] ?? []]
        .flat()
        .find((line) => line.startsWith('basinet_session='))
      if (set !== undefined) cookie = set.split(';')[0] ?? ''
      const text = answer.body
      const json: unknown = text.startsWith('{') ? JSON.parse(text) : text
      return { status: answer.statusCode, body: json as Record<string, never>, set, headers: answer.headers }
    },
  }
}

describe('the demonstration, by HTTP', () => {
  let node: TestNode
  let app: FastifyInstance
  let people: DemoPerson[]
  beforeAll(async () => {
    node = await openTestNode({ mode: 'demo', empty: true })
    people = await seedDemo(node.core)
    app = await serve(node)
  })
  afterAll(async () => {
    await app.close()
    await node.close()
  })
  const linkFor = async (key: string): Promise<string> => {
    const link = await node.identity.createOneUseLink(people.find((p) => p.key === key)?.person ?? '')
    return link.ok ? (link.value.split('link=')[1] ?? '') : ''
  }
  async function enter(key: string) {
    const tab = browser(app)
    const me = await tab.ask('POST', '/session/link', { token: await linkFor(key) })
    return { tab, me }
  }

  it('signs in by link and shows who it is', async () => {
    const { tab, me } = await enter('watch-officer-1')
    expect(me.status).toBe(200)
    expect(me.set).toMatch(/; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/)
    expect(me.body).toMatchObject({
      person: { name: 'Ines Seagrape', rank: 'Petty Officer', username: 'i.seagrape' },
      agency: { name: 'Coast Watch (demonstration)' },
      unit: { name: 'Operations room' },
      clearance: 3,
      clearanceName: 'confidential',
      language: 'en',
      oversight: false,
      node: {
        nation: 'LCA',
        nationName: { en: 'St. Lucia', fr: 'Sainte-Lucie' },
        mode: 'demo',
        name: 'Test node',
      },
    })
    expect(JSON.stringify(me.body)).not.toContain('mustEnrol')
    expect((await tab.ask('GET', '/session')).body).toMatchObject({ person: { name: 'Ines Seagrape' } })
  })

  it('ends the session the browser had before when it signs in anew', async () => {
    const { tab } = await enter('commander')
    const before = tab.cookie()
    await tab.ask('POST', '/session/link', { token: await linkFor('auditor') })
    expect((await tab.ask('GET', '/session')).body).toMatchObject({ person: { username: 'm.pelican' } })
    const old = await app.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie: before } })
    expect(old.statusCode).toBe(401)
  })

  it('refuses a link from elsewhere, and whatever says it came through a proxy', async () => {
    const token = await linkFor('commander')
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const tab = browser(app, { [header]: 'for=203.0.113.5' })
      expect((await tab.ask('POST', '/session/link', { token })).status).toBe(401)
    }
    expect((await browser(app).ask('POST', '/session/link', { token })).status).toBe(200)
  })

  it('asks for the header on every unsafe route and for a session on every other', async () => {
    const bare = await app.inject({ method: 'POST', url: '/api/v1/session/link', payload: { token: 'x' } })
    expect(bare.statusCode).toBe(403)
    const tab = browser(app)
    for (const [method, path] of [
      ['GET', '/session'],
      ['GET', '/people?ids='],
      ['GET', '/session/all'],
      ['GET', '/reports/access'],
      ['DELETE', '/session'],
      ['GET', '/session/credentials'],
      ['GET', '/records/person'],
    ] as const)
      expect([path, (await tab.ask(method, path)).status]).toEqual([path, 401])
  })

  it('names the field of bad input', async () => {
    const tab = browser(app)
    expect(await tab.ask('POST', '/session/password', { username: 'a' })).toMatchObject({
      status: 422,
      body: { error: { field: 'password' } },
    })
    expect(
      (await tab.ask('POST', '/session/password', { username: 'a', password: 'b', more: 1 })).status,
    ).toBe(422)
    expect((await tab.ask('POST', '/session/passkey', { response: {} })).status).toBe(422)
  })

  it('answers a wrong password and an unknown name byte for byte alike', async () => {
    const answers = await Promise.all(
      ['i.seagrape', 'nobody.at.all'].map((username) =>
        browser(app).ask('POST', '/session/password', { username, password: 'wrong' }),
      ),
    )
    expect(answers[0]?.status).toBe(401)
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(answers[0]?.set).toBeUndefined()
  })

  it('changes purpose and language, lists and ends sessions, signs out', async () => {
    const { tab } = await enter('administrator-2')
    expect((await tab.ask('POST', '/session/purpose', { purpose: 'data-protection' })).body).toMatchObject({
      purpose: 'data-protection',
    })
    expect((await tab.ask('POST', '/session/purpose', { purpose: 'audit' })).status).toBe(422)
    expect((await tab.ask('POST', '/session/language', { language: 'nl' })).body).toMatchObject({
      language: 'nl',
    })
    expect((await tab.ask('POST', '/session/language', { language: 'de' })).status).toBe(422)
    const other = await enter('administrator-2')
    const all = (await tab.ask('GET', '/session/all')).body as unknown as {
      items: { id: string; current: boolean }[]
    }
    expect(all.items).toHaveLength(2)
    expect(JSON.stringify(all)).not.toContain('token')
    const foreign = all.items.find((s) => !s.current)?.id ?? ''
    expect((await tab.ask('DELETE', `/session/all/${foreign}`)).status).toBe(200)
    expect((await other.tab.ask('GET', '/session')).status).toBe(401)
    expect((await tab.ask('DELETE', `/session/all/${randomUUID()}`)).status).toBe(404)
    const out = await tab.ask('DELETE', '/session')
    expect(out.set).toContain('Max-Age=0')
    expect((await tab.ask('GET', '/session')).status).toBe(401)
  })

  it('shows colleagues by name, rank and unit and nothing more', async () => {
    const { tab } = await enter('watch-officer-2')
    const ids = people.map((p) => p.person).join(',')
    const answer = (await tab.ask('GET', `/people?ids=${ids},not-an-id`)).body as unknown as {
      items: object[]
    }
    expect(answer.items).toHaveLength(people.length)
    expect(answer.items.every((item) => Object.keys(item).sort().join() === 'id,name,rank,unit')).toBe(true)
    expect((await tab.ask('GET', '/records/person')).body).toMatchObject({ items: [] })
    const offered = (await tab.ask('GET', '/people?q=SEAgr')).body as unknown as { items: object[] }
    expect(offered.items).toMatchObject([{ name: 'Ines Seagrape', unitId: expect.any(String) }])
    expect(
      Object.keys(offered.items[0] ?? {})
        .sort()
        .join(),
    ).toBe('id,name,rank,unit,unitId')
  })

  it('gives the reports to those who watch', async () => {
    const { tab: auditor } = await enter('auditor')
    expect((await auditor.ask('GET', '/reports/access')).body).toEqual({ items: [], cut: false })
    expect((await auditor.ask('GET', '/reports/dormant?days=1')).body).toMatchObject({ days: 1 })
    expect(await auditor.ask('GET', '/reports/dormant')).toMatchObject({
      status: 422,
      body: { error: { code: 'identity.parameter-unset' } },
    })
    expect((await auditor.ask('GET', '/reports/duties?from=2026-01-01T00:00:00.000Z')).status).toBe(200)
    expect((await auditor.ask('GET', '/reports/duties')).status).toBe(422)
    const { tab: officer } = await enter('watch-officer-1')
    expect((await officer.ask('GET', '/reports/access')).status).toBe(403)
    const { tab: oversight } = await enter('oversight')
    expect((await oversight.ask('GET', '/reports/duties?from=2026-01-01T00:00:00.000Z')).status).toBe(200)
    expect((await oversight.ask('GET', '/records/break-glass')).body).toMatchObject({ items: [] })
  })

  it('says that no provider is configured', async () => {
    const tab = browser(app)
    expect((await tab.ask('GET', '/session/oidc')).body).toEqual({ enabled: false })
    expect((await tab.ask('GET', '/session/oidc/start')).status).toBe(404)
    expect(
      (await tab.ask('POST', '/session/passkey/options', { username: 'i.seagrape' })).body,
    ).not.toHaveProperty('allowCredentials', [expect.anything()])
  })
})

describe('a service node, by HTTP', () => {
  const PASSWORD = 'tide turns at noon off Vigie'
  let node: TestNode
  let app: FastifyInstance
  beforeAll(async () => {
    node = await openTestNode({ mode: 'service' })
    app = await serve(node)
  })
  afterAll(async () => {
    await app.close()
    await node.close()
  })

  async function administrator(username: string) {
    const id = await node.addPerson({
      username,
      rights: { roles: ['administrator'], clearance: 'restricted' },
    })
    await givePassword(
      node,
      id,
      createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } }),
      PASSWORD,
    )
    const tab = browser(app)
    const me = await tab.ask('POST', '/session/password', { username, password: PASSWORD })
    expect(me.body).toMatchObject({ mustEnrol: true, limit: 'enrol', roles: [], clearance: 0 })
    const begun = (await tab.ask('POST', '/session/totp')).body as unknown as { secret: string }
    const bits = Array.from(begun.secret, (c) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
    ).join('')
    const secret = Buffer.from(bits.match(/.{8}/g)?.map((b) => Number.parseInt(b, 2)) ?? [])
    const code = () => totpCode(secret, stepAt(node.core.now()))
    return { id, tab, code }
  }
  const give = (tab: ReturnType<typeof browser>, name: string, id: string, rev: number, input: object = {}) =>
    tab.ask('POST', `/commands/${name}`, {
      commandId: randomUUID(),
      recordId: id,
      expectedRev: rev,
      reason: 'for the test',
      input,
    })

  it('shuts everything but the way out of the limit', async () => {
    const { tab, code } = await administrator('first.admin')
    expect((await tab.ask('GET', '/records/person')).status).toBe(401)
    expect((await tab.ask('GET', '/people?ids=')).status).toBe(401)
    const before = tab.cookie()
    const done = await tab.ask('POST', '/session/totp/confirm', { code: code() })
    expect(done.body).toMatchObject({
      roles: ['officer', 'administrator'],
      recoveryCodes: expect.arrayContaining([expect.any(String)]),
    })
    expect(tab.cookie()).not.toBe(before)
    expect((await tab.ask('GET', '/records/person')).status).toBe(200)
  })

  it('asks for a second proof before commands that widen access, and before approving them', async () => {
    const one = await administrator('second.admin')
    const two = await administrator('third.admin')
    for (const admin of [one, two])
      await admin.tab.ask('POST', '/session/totp/confirm', { code: admin.code() })
    const target = await node.addPerson()
    node.tick(601)
    const rights = { ...NO_RIGHTS, clearance: 'official' }
    expect(await give(one.tab, 'person.grant', target, 1, { rights })).toMatchObject({
      status: 403,
      body: { error: { code: 'identity.step-up-needed' } },
    })
    expect((await give(one.tab, 'person.amend', target, 1, { rank: 'Sergeant' })).status).toBe(200)
    expect((await one.tab.ask('POST', '/session/step-up', { code: '000000' })).status).toBe(401)
    expect((await one.tab.ask('POST', '/session/step-up', { code: one.code() })).status).toBe(200)
    const asked = await give(one.tab, 'person.grant', target, 2, { rights })
    expect(asked.status).toBe(200)
    const approval = String((asked.body as { pendingApproval?: string }).pendingApproval)
    expect((await give(two.tab, 'approval.approve', approval, 1)).status).toBe(403)
    expect((await two.tab.ask('POST', '/session/step-up', { code: two.code() })).status).toBe(200)
    expect((await give(two.tab, 'approval.approve', approval, 1)).status).toBe(200)
  })

  it('gives a new token with the first ordinary answer after rights changed, and never on a stream', async () => {
    const one = await administrator('fourth.admin')
    const two = await administrator('fifth.admin')
    for (const admin of [one, two])
      await admin.tab.ask('POST', '/session/totp/confirm', { code: admin.code() })
    const { rows } = await node.store.admin.query<{ rev: number }>(
      'SELECT rev FROM basinet.r_person WHERE id = $1',
      [two.id],
    )
    const rights = { ...NO_RIGHTS, roles: ['administrator'], clearance: 'official' }
    expect((await give(one.tab, 'person.narrow', two.id, rows[0]?.rev ?? 0, { rights })).status).toBe(200)
    const before = two.tab.cookie()
    await app.inject({
      method: 'GET',
      url: '/api/v1/session',
      headers: { ...SAFE, cookie: before, accept: 'text/event-stream' },
    })
    expect((await two.tab.ask('GET', '/session')).body).toMatchObject({ clearance: 1 })
    expect(two.tab.cookie()).not.toBe(before)
    expect((await two.tab.ask('GET', '/session')).set).toBeUndefined()
  })

  it('marks the cookie secure where the request came by TLS', async () => {
    const behind = await createServer({
      authenticator: identityAuthenticator(node.identity),
      version: '0',
      log: false,
      tls: true,
      trustedProxies: ['127.0.0.1'],
    })
    await behind.register(
      identityPlugin({ core: node.core, identity: node.identity, node: { name: 'n', version: '0' } }),
    )
    const id = await node.addPerson({ username: 'by.tls' })
    await givePassword(
      node,
      id,
      createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } }),
      PASSWORD,
    )
    const answer = await behind.inject({
      method: 'POST',
      url: '/api/v1/session/password',
      headers: { ...SAFE, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' },
      payload: { username: 'by.tls', password: PASSWORD },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/SameSite=Strict; Secure$/)
    await behind.close()
  })
})
