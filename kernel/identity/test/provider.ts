import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestProvider {
  readonly issuer: string
  /** Claims of the next token; `sub` is who is signed in there. */
  claims: Record<string, unknown>
  /** What the next token should get wrong. */
  fault: 'none' | 'nonce' | 'audience' | 'signature' | 'expired'
  /** Follows the authorization request as a browser would; answers with the address it is sent back to. */
  authorize(url: string): Promise<URL>
  close(): Promise<void>
}

const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A small OpenID provider on loopback: discovery, authorization, token with PKCE check, keys (RS256). */
export async function openTestProvider(clientId: string): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const codes = new Map<string, { nonce: string; challenge: string }>()
  const provider: Pick<TestProvider, 'claims' | 'fault'> = { claims: { sub: 'subject-1' }, fault: 'none' }
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      },
      (error: unknown) => {
        response.writeHead(400, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: 'invalid_grant', error_description: String(error) }))
      },
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage): Promise<unknown> {
    const path = new URL(request.url ?? '/', issuer).pathname
    if (path === '/.well-known/openid-configuration') return metadata(issuer)
    if (path === '/keys')
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }
    if (path === '/token') return token(new URLSearchParams(await bodyOf(request)))
    throw new Error(`no ${path}`)
  }

  function token(form: URLSearchParams): unknown {
    const code = form.get('code') ?? ''
    const asked = codes.get(code)
    codes.delete(code)
    if (asked === undefined) throw new Error('unknown code')
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (proof !== asked.challenge) throw new Error('PKCE')
    const claims = { ...claimsFor(issuer, clientId, provider.fault, asked.nonce), ...provider.claims }
    const text = `${b64({ alg: 'RS256', kid: 'one' })}.${b64(claims)}`
    const key = provider.fault === 'signature' ? stranger : privateKey
    const signature = createSign('sha256').update(text).sign(key)
    const idToken = `${text}.${signature.toString('base64url')}`
    return { access_token: randomBytes(16).toString('hex'), token_type: 'Bearer', id_token: idToken }
  }

  return Object.assign(provider, {
    issuer,
    async authorize(url: string): Promise<URL> {
      const asked = new URL(url).searchParams
      const code = randomBytes(16).toString('hex')
      codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      back.searchParams.set('iss', issuer)
      return back
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  })
}

function metadata(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  }
}

function claimsFor(issuer: string, clientId: string, fault: TestProvider['fault'], nonce: string): object {
  const now = Math.floor(new Date().getTime() / 1000)
  return {
    iss: issuer,
    aud: fault === 'audience' ? 'another-client' : clientId,
    iat: now - (fault === 'expired' ? 7200 : 0),
    exp: now + (fault === 'expired' ? -3600 : 300),
    nonce: fault === 'nonce' ? 'another' : nonce,
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
