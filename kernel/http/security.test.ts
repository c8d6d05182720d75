import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer } from './server.ts'

const YEAR_SECONDS = 31_536_000
const nobody = { subjectOf: async () => null }
let plain: FastifyInstance
let secure: FastifyInstance

beforeAll(async () => {
  plain = await createServer({ authenticator: nobody, version: '0', log: false, tls: false })
  secure = await createServer({ authenticator: nobody, version: '0', log: false, tls: true })
  for (const app of [plain, secure]) {
    app.get('/host', async (request) => ({ host: request.host }))
    app.get('/own', async (_request, reply) =>
      reply.header('content-security-policy', "default-src 'none'").send('x'),
    )
  }
})
afterAll(() => Promise.all([plain.close(), secure.close()]))

it('promises TLS for a year where TLS ends, on every answer (ASVS 5.0 3.4.1)', async () => {
  for (const url of ['/host', '/nowhere', '/%zz']) {
    const { headers } = await secure.inject({ url })
    expect(
      Number(/max-age=(\d+)/.exec(String(headers['strict-transport-security']))?.[1]),
    ).toBeGreaterThanOrEqual(YEAR_SECONDS)
    expect((await plain.inject({ url })).headers['strict-transport-security']).toBeUndefined()
  }
})

it('names what a page may load, and lets nobody frame it (ASVS 5.0 3.4.3, 3.4.6)', async () => {
  const csp = String((await plain.inject({ url: '/nowhere' })).headers['content-security-policy'])
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "script-src 'self'",
  ])
    expect(csp.split('; ')).toContain(directive)
  expect(csp).not.toMatch(/script-src[^;]*unsafe/)
})

it('keeps a policy that a route made narrower', async () => {
  expect((await plain.inject({ url: '/own' })).headers['content-security-policy']).toBe("default-src 'none'")
})

it.each([
  ['node.example', 200],
  ['[2001:db8::1]:8420', 200],
  ['::1', 400],
  ['a b', 400],
  ['x/../y', 400],
])('answers Host %j with %i', async (host, status) => {
  const answer = await plain.inject({ url: '/host', headers: { host } })
  expect(answer.statusCode).toBe(status)
})
