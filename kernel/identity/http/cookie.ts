import type { FastifyReply, FastifyRequest } from 'fastify'

const SESSION_COOKIE = 'basinet_session'
/** What a server may be decorated with, where several nodes share a host. */
export const COOKIE_DECORATION = 'sessionCookie'

/**
 * Name of the session's cookie. A cookie goes to every port of its host (RFC 6265 section 8.5): nodes of one machine, as a
 * demonstration region has them, each need a name of their own, or signing in at one signs out of all others. All processes
 * of one node share it, whatever port they have.
 */
export function sessionCookie({ server }: FastifyRequest): string {
  return server.hasDecorator(COOKIE_DECORATION)
    ? server.getDecorator<string>(COOKIE_DECORATION)
    : SESSION_COOKIE
}

/** Ties the provider's answer to the browser that asked; Lax, because that answer comes from another site. */
export const OIDC_COOKIE = 'basinet_oidc'
export const OIDC_PATH = '/api/v1/session/oidc'

const VALUE = /^[A-Za-z0-9_-]{1,128}$/

/** A cookie's value, or null; RFC 6265 section 5.4. Of two with one name the first counts. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) {
      const value = part.slice(at + 1).trim()
      return VALUE.test(value) ? value : null
    }
  }
  return null
}

export interface CookieChange {
  readonly name: string
  readonly value: string
  readonly maxAgeSeconds: number
  readonly sameSite: 'Strict' | 'Lax'
  readonly path: string
}

/** ASVS 5.0 3.3: HttpOnly, SameSite, and Secure wherever the request came by TLS. */
export function writeCookie(request: FastifyRequest, reply: FastifyReply, cookie: CookieChange): void {
  if (cookie.value !== '' && !VALUE.test(cookie.value)) throw new Error('BUG: a cookie value of ours')
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const text = `${cookie.name}=${cookie.value}; Path=${cookie.path}; Max-Age=${cookie.maxAgeSeconds}; HttpOnly; SameSite=${cookie.sameSite}${secure}`
  const before = reply.getHeader('set-cookie')
  const kept = (Array.isArray(before) ? before : before === undefined ? [] : [String(before)]).filter(
    (line) => !line.startsWith(`${cookie.name}=`),
  )
  reply.removeHeader('set-cookie')
  for (const line of [...kept, text]) reply.header('set-cookie', line)
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  opened: { readonly token: string; readonly maxAgeSeconds: number },
): void {
  writeCookie(request, reply, {
    name: sessionCookie(request),
    value: opened.token,
    maxAgeSeconds: opened.maxAgeSeconds,
    sameSite: 'Strict',
    path: '/',
  })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  writeCookie(request, reply, {
    name: sessionCookie(request),
    value: '',
    maxAgeSeconds: 0,
    sameSite: 'Strict',
    path: '/',
  })
}
