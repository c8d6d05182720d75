import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultOf } from './answers.ts'
import { openTestApp, type TestApp } from './open-app.ts'
import { operationsOf, requestTo, STREAMS, type Operation, type Request } from './requests.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const REQUESTS = FULL ? 100_000 : 1_500
/** Bounded work for any request, on a machine that does other things. */
const ANSWER_MS = 10_000
const SEATS = ['watch-officer-1', 'watch-supervisor', 'administrator-1', 'auditor', 'oversight'] as const
/** These cost a password hash each, or end the sessions that the others need: a few are enough. */
const RARE: readonly string[] = ['sign-in-password', 'sign-out', 'end-other-sessions', 'change-password']
const RARE_SHARE = 100
/** A long run ends its own sessions by the requests above; without new ones all the rest would be answered 401. */
const RENEW_EVERY = 500

let test: TestApp
let cookies: string[]
const known = new Map<string, string[]>()

beforeAll(async () => {
  test = await openTestApp()
  cookies = await Promise.all(SEATS.map((seat) => test.signIn(seat)))
  for (const type of ['agency', 'unit', 'person', 'posting', 'feed']) known.set(type, await idsOf(type))
}, 300_000)
afterAll(() => test?.close())

async function idsOf(type: string): Promise<string[]> {
  const answer = await test.app.inject({
    url: `/api/v1/records/${type}?limit=20`,
    headers: { cookie: cookies[2] ?? '' },
  })
  return answer.json<{ items?: { id: string }[] }>().items?.map((r) => r.id) ?? []
}

it(
  `answers ${REQUESTS} requests made from its OpenAPI document without a fault`,
  { timeout: 3_600_000 },
  async () => {
    const operations = operationsOf(test.app).filter((o) => !STREAMS.includes(o.id))
    expect(operations.length).toBeGreaterThan(100)
    const seen = new Map<number, number>()
    let asked = 0
    const requests = fc
      .tuple(fc.constantFrom(...operations), fc.nat(RARE_SHARE))
      .map(([o, dice]) => (RARE.includes(o.id) && dice > 0 ? (operations[0] as Operation) : o))
      .chain((o) => requestTo(o, known, cookies))
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        if (asked++ % RENEW_EVERY === 0) await renewSessions()
        const status = await check(request)
        seen.set(status, (seen.get(status) ?? 0) + 1)
      }),
      { numRuns: REQUESTS, verbose: 0, endOnFailure: false },
    )
    process.stdout.write(
      `http fuzz: ${[...seen]
        .sort(([a], [b]) => a - b)
        .map(([s, n]) => `${s}: ${n}`)
        .join(', ')}\n`,
    )
    // Garbage alone would prove little: valid requests have to have got through.
    expect(seen.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20)
  },
)

async function renewSessions(): Promise<void> {
  for (const [i, seat] of SEATS.entries()) {
    const answer = await test.app.inject({ url: '/api/v1/session', headers: { cookie: cookies[i] ?? '' } })
    if (answer.statusCode === 401) cookies[i] = await test.signIn(seat)
  }
}

async function check(request: Request): Promise<number> {
  const started = performance.now()
  const logged = test.errors.length
  const answer = await test.app.inject(request)
  const fault = faultOf(answer)
  if (fault !== null)
    throw new Error(`${request.operation}: ${fault}\n${test.errors.slice(logged).join('').slice(0, 1500)}`)
  const tookMs = performance.now() - started
  if (tookMs > ANSWER_MS) throw new Error(`${request.operation} took ${Math.round(tookMs)} ms`)
  return answer.statusCode
}
