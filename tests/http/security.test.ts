import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultOf, HEADERS } from './answers.ts'
import { openTestApp, type TestApp } from './open-app.ts'
import { operationsOf, STREAMS, type Operation } from './requests.ts'

/** Open to the signed-out, each for its reason. Whatever is not here asks for a session. */
const OPEN: Readonly<Record<string, string>> = {
  health: 'load balancers and operators ask it; it tells no content',
  'sign-in-link': 'a way in',
  'sign-in-password': 'a way in',
  'passkey-options': 'a way in; the same answer for every name',
  'sign-in-passkey': 'a way in',
  oidc: 'tells whether there is a provider',
  'oidc-start': 'a way in',
  'oidc-callback': 'a way in',
}
/** Routes that are no operations: the document itself, the console's files and the base map. */
const FILES = ['/api/v1/openapi.json', '/', '/*', '/tiles/*', '*']
const GARBAGE = process.env['BASINET_FULL'] === '1' ? 2_000 : 60

let test: TestApp
let officer: string
let address: { port: number }

beforeAll(async () => {
  test = await openTestApp()
  officer = await test.signIn('watch-officer-1')
  await test.app.listen({ port: 0, host: '127.0.0.1' })
  address = test.app.server.address() as { port: number }
}, 300_000)
afterAll(() => test?.close())

/** Ids that are well formed, so that nothing but the missing session stands in the way. */
function bare(operation: Operation): InjectOptions {
  const url = operation.path.replaceAll(/\{[^}]+\}/g, '00000000-0000-4000-8000-000000000000')
  return {
    method: operation.method,
    url,
    headers: {
      'x-basinet': '1',
      ...(operation.method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(operation.method === 'GET' ? {} : { payload: '{}' }),
  }
}

/** Full paths out of Fastify's tree: each level stands four columns further in and names what is added. */
function routesOf(tree: string): string[] {
  const above: string[] = []
  const found: string[] = []
  for (const line of tree.split('\n')) {
    const at = line.search(/[├└]── /)
    const [, added = '', methods] = /[├└]── (\S*)(?: \((.+)\))?/.exec(line) ?? []
    if (at < 0) continue
    above.length = at / 4
    above.push(added)
    if (methods !== undefined) found.push(above.join(''))
  }
  return found
}

const outcome = (answer: LightMyRequestResponse): string =>
  `${answer.statusCode} ${answer.json<{ error?: { code: string } }>().error?.code ?? ''}`

describe('access', () => {
  it('asks for a session on every operation but the named ones', async () => {
    const asked: string[] = []
    const open: string[] = []
    for (const operation of operationsOf(test.app)) {
      if (STREAMS.includes(operation.id)) continue
      const answer = await test.app.inject(bare(operation))
      const got = outcome(answer)
      // A wrong parameter may be named before the session is asked for; then no handler ran either.
      if (answer.statusCode === 422 && OPEN[operation.id] === undefined) {
        asked.push(operation.id)
        continue
      }
      if (got === '401 http.signed-out') asked.push(operation.id)
      else open.push(operation.id)
    }
    expect(open.sort()).toEqual(Object.keys(OPEN).sort())
    expect(asked.length).toBeGreaterThan(100)
  })

  it('asks for a session before a stream begins', async () => {
    for (const id of STREAMS) {
      const operation = operationsOf(test.app).find((o) => o.id === id)
      expect(operation).toBeDefined()
      const answer = await test.app.inject({ url: operation?.path ?? '', headers: { 'x-basinet': '1' } })
      expect(outcome(answer)).toBe('401 http.signed-out')
    }
  })

  it('has no route that is neither an operation nor a file', () => {
    const described = new Set(operationsOf(test.app).map((o) => o.path.replaceAll(/\{([^}]+)\}/g, ':$1')))
    const routes = routesOf(test.app.printRoutes({ commonPrefix: false }))
    expect(routes.length).toBeGreaterThan(100)
    expect(routes.filter((path) => !described.has(path) && !FILES.includes(path))).toEqual([])
  })

  it('refuses unsafe methods without the header that no other site can send (ASVS 5.0 3.5.1)', async () => {
    const unsafe = operationsOf(test.app).filter((o) => o.method !== 'GET')
    expect(unsafe.length).toBeGreaterThan(50)
    for (const operation of unsafe) {
      const { headers, ...request } = bare(operation)
      const answer = await test.app.inject({
        ...request,
        headers: { cookie: officer, 'content-type': String(headers?.['content-type']) },
      })
      expect(`${operation.id} ${outcome(answer)}`).toBe(`${operation.id} 403 http.denied.header`)
    }
  })

  it('locks a name after five refusals in a row, also one that nobody has', async () => {
    const answers: string[] = []
    for (let n = 0; n < 6; n++) {
      const answer = await test.app.inject({
        method: 'POST',
        url: '/api/v1/session/password',
        headers: { 'x-basinet': '1' },
        payload: { username: 'nobody.here', password: 'wrong' },
      })
      answers.push(outcome(answer))
    }
    expect(answers).toEqual([
      ...Array.from({ length: 5 }, () => '401 identity.refused'),
      '401 identity.locked',
    ])
  })
})

describe('headers', () => {
  const CASES: readonly (readonly [what: string, request: InjectOptions, status: number])[] = [
    ['an answer', { url: '/health' }, 200],
    ['a page', { url: '/' }, 0],
    ['a refusal', { url: '/api/v1/jobs' }, 401],
    ['nothing there', { url: '/api/v1/nowhere' }, 404],
    ['an address that cannot be decoded', { url: '/api/v1/records/agency/%zz' }, 400],
    ['a parameter that is too long', { url: `/api/v1/records/agency/${'x'.repeat(300)}` }, 0],
    ['a Host that is none', { url: '/health', headers: { host: '::1' } }, 400],
    [
      'a body that is too large',
      {
        method: 'POST',
        url: '/api/v1/session/link',
        headers: { 'x-basinet': '1', 'content-type': 'application/json' },
        payload: `"${'x'.repeat(1_100_000)}"`,
      },
      413,
    ],
    [
      'a method that is not served',
      { method: 'PUT', url: '/api/v1/jobs', headers: { 'x-basinet': '1' } },
      404,
    ],
    [
      'another site asking whether it may',
      {
        method: 'OPTIONS',
        url: '/api/v1/jobs',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
      404,
    ],
  ]
  it.each(CASES)('stand on %s', async (_what, request, status) => {
    const answer = await test.app.inject(request)
    expect(status === 0 ? answer.statusCode : status).toBe(answer.statusCode)
    for (const [name, expected] of Object.entries(HEADERS))
      expect(`${name}: ${String(answer.headers[name])}`).toMatch(
        new RegExp(`^${name}: `.concat(expected.source.replace(/^\^/, ''))),
      )
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('keep answers of the API out of caches', async () => {
    const answer = await test.app.inject({ url: '/api/v1/session', headers: { cookie: officer } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('hand out the cookie as HttpOnly and SameSite=Strict', async () => {
    const person = test.people.find((p) => p.key === 'auditor')
    const link = await test.node.identity.createOneUseLink(person?.person ?? '')
    const token = link.ok ? link.value.split('link=')[1] : ''
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session/link',
      headers: { 'x-basinet': '1' },
      payload: { token },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^basinet_session=[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    )
  })

  it('stand on a stream of live changes', async () => {
    const answer = await fetch(`http://127.0.0.1:${address.port}/api/v1/live`, {
      headers: { cookie: officer },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    for (const [name, expected] of Object.entries(HEADERS)) expect(answer.headers.get(name)).toMatch(expected)
    await answer.body?.cancel()
  })
})

describe('bytes that are no request', () => {
  it('are answered in our form or not at all, and the server goes on', { timeout: 600_000 }, async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'GET / HTTP/1.1\r\n',
        'GET /health HTTP/1.1\r\nHost: x\r\n\r\n',
        '\r\n\r\n',
        'Host: ',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'Content-Length: -1\r\n',
        'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n',
        `X: ${'y'.repeat(20_000)}\r\n`,
        'POST /api/v1/session/link HTTP/1.1\r\nHost: x\r\nX-Basinet: 1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
        '\u0000',
        '\u0016\u0003\u0001\u0002',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const answer = await exchange(pieces.join(''))
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
        expect(status).toBeLessThan(500)
        if (status === 0) return
        expect(answer).toMatch(/x-content-type-options: nosniff/i)
        expect(status < 400 || answer.includes('{"error":{"code":"')).toBe(true)
      }),
      { numRuns: GARBAGE },
    )
    expect((await test.app.inject({ url: '/health' })).statusCode).toBe(200)
  })
})

/** Sends bytes, says that there are no more, and reads until the server is done or silent. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(address.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.end(bytes, 'latin1')
  await Promise.race([once(socket, 'close'), new Promise((done) => setTimeout(done, 1_500))])
  socket.destroy()
  return answer
}

it('says of a fault what it is and nothing of what is behind', () => {
  const answer = (status: number, body: string, type = 'application/json; charset=utf-8') =>
    ({
      statusCode: status,
      body,
      headers: {
        'content-type': type,
        'content-security-policy': "default-src 'self'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      },
    }) as unknown as LightMyRequestResponse
  const error = (message: string, code = 'x.y'): string => JSON.stringify({ error: { code, message } })
  expect(faultOf(answer(404, error('no agency')))).toBeNull()
  expect(faultOf(answer(503, error('later', 'command.busy')))).toBeNull()
  expect(faultOf(answer(503, error('later', 'http.down')))).toMatch(/status 503/)
  expect(faultOf(answer(500, error('reference 7')))).toMatch(/status 500/)
  expect(faultOf(answer(422, error('relation "basinet.r_person" does not exist')))).toMatch(/too much/)
  expect(faultOf(answer(400, 'oops', 'text/plain'))).toMatch(/type/)
  expect(faultOf(answer(400, '{"statusCode":400}'))).toMatch(/without code/)
})
