import type { FastifyInstance } from 'fastify'
import { sendFailure } from './request.ts'

/** No inline script and no eval; inline style because Mantine writes style elements. Tiles and sprites come from us alone. */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** OWASP ASVS 5.0 chapter 3.4: browser security headers on every answer. */
export function securityHeaders(app: FastifyInstance, tls: boolean): void {
  app.addHook('onSend', async (request, reply) => {
    if (reply.getHeader('content-security-policy') === undefined) reply.header('content-security-policy', CSP)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    if (tls) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (request.url.startsWith('/api/') && reply.getHeader('cache-control') === undefined)
      reply.header('cache-control', 'no-store')
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Another site's page can send a form here but not this header without a preflight, which we never answer (ASVS 5.0
 * 3.5.1); the cookie is SameSite=Strict besides.
 */
export function originGuard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (SAFE.has(request.method) || request.headers['x-basinet'] === '1') return
    await sendFailure(reply, {
      code: 'http.denied.header',
      message: 'unsafe methods need the header x-basinet: 1',
    })
  })
}
