import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addressUnit } from '../sign-in/username.ts'

/** Sign-in requests one address may make at once, and how many a second it gets back. */
const BURST = 30
const REFILL_PER_SECOND = 5
/** Addresses remembered at most; the one longest quiet is forgotten first. */
const ADDRESSES_MAX = 10_000

const SIGN_IN = /^\/api\/v1\/session\/(link|password|passkey|passkey\/options|oidc\/start|oidc\/callback)$/

/**
 * Turns away floods before they cost a hash, a row or a log entry (ASVS 5.0 2.4.1). Lockout, which counts every judged
 * attempt in the database, stands behind it; this only keeps the doorway clear, per process.
 */
export function createThrottle(now: () => Date): (address: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>()
  return (address) => {
    const key = addressUnit(address)
    const at = now().getTime()
    const before = buckets.get(key) ?? { left: BURST, at }
    const left = Math.min(BURST, before.left + (Math.max(0, at - before.at) / 1000) * REFILL_PER_SECOND)
    buckets.delete(key)
    buckets.set(key, { left: Math.max(0, left - 1), at })
    if (buckets.size > ADDRESSES_MAX) buckets.delete(buckets.keys().next().value ?? key)
    return left >= 1
  }
}

export function throttleSignIn(app: FastifyInstance, now: () => Date): void {
  const allowed = createThrottle(now)
  app.addHook('onRequest', async (request: FastifyRequest, reply) => {
    if (!SIGN_IN.test(request.routeOptions.url ?? '') || allowed(request.ip)) return
    await reply
      .code(429)
      .header('retry-after', '1')
      .send({
        error: {
          code: 'identity.too-fast',
          message: 'too many sign-in requests from this address; slow down',
        },
      })
  })
}
