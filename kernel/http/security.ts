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

/** OWASP ASVS 5.0 chapters 3.4 and 3.5.8: browser security headers of every answer. */
export function securityHeadersOf(tls: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(tls ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** Sets them on whatever is answered; a route may only have set a narrower content security policy before. */
export function securityHeaders(app: FastifyInstance, tls: boolean): void {
  const headers = securityHeadersOf(tls)
  app.addHook('onSend', async (request, reply) => {
    const own = reply.getHeader('content-security-policy')
    reply.headers({ ...headers, ...(own === undefined ? {} : { 'content-security-policy': String(own) }) })
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

/** Nothing that would begin another part of an address. */
const AUTHORITY = /^[^/?#@\\\s]+$/

/** RFC 9112 section 3.2: what is no host is answered with 400. Addresses that answers carry are built from it. */
export function hostGuard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (AUTHORITY.test(request.host) && URL.canParse(`http://${request.host}/`)) return
    await reply.code(400).send({ error: { code: 'http.host', message: 'the Host header names no host' } })
  })
}
