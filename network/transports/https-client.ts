import { Agent, request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { certificateFingerprint, plainHex } from './certificate.ts'
import { readBody } from './body.ts'
import {
  CODE_HEADER,
  EXCHANGE_MAX_BYTES,
  pathOf,
  WAIT_HEADER,
  type ExchangeOptions,
  type PeerAddress,
  type TlsIdentity,
  type Transport,
} from './transport.ts'

/** Batches in flight to one peer, a held-back answer among them. */
const SOCKETS_MAX = 6
/** Beyond the time an answer may be held back: a satellite link of 600 ms and 250 kB/s needs 17 s for the largest batch. */
const GRACE_MS = 30_000
const AGENTS_MAX = 128

/**
 * Mutual TLS 1.3 to peers. The peer's certificate must be one of those the register names, byte for byte; names and
 * authorities say nothing.
 */
export function httpsTransport(identity: TlsIdentity): Transport {
  const agents = new Map<string, Agent>()
  const agentOf = (peer: PeerAddress): Agent => {
    const key = JSON.stringify([peer.nation, peer.certificates])
    const known = agents.get(key)
    if (known !== undefined) return known
    const agent = pinnedAgent(identity, peer)
    agents.set(key, agent)
    for (const [oldest, old] of agents) {
      if (agents.size <= AGENTS_MAX) break
      old.destroy()
      agents.delete(oldest)
    }
    return agent
  }
  return {
    async exchange(peer, request, options) {
      if (request.length > EXCHANGE_MAX_BYTES)
        return fail('transport.too-large', `${request.length} bytes, at most ${EXCHANGE_MAX_BYTES} are sent`)
      let last: Result<Uint8Array> = fail('transport.unreachable', `no address of ${peer.nation} is known`)
      for (const url of peer.urls) {
        last = await post(agentOf(peer), url, request, options)
        // Another address may lead around a broken path, and never around a refusal.
        if (last.ok || last.error.code !== 'transport.unreachable') return last
      }
      return last
    },
    close() {
      for (const agent of agents.values()) agent.destroy()
      agents.clear()
    },
  }
}

function pinnedAgent(identity: TlsIdentity, peer: PeerAddress): Agent {
  const pins = new Set(
    peer.certificates.flatMap((pem) => {
      const print = certificateFingerprint(pem)
      return print.ok ? [print.value] : []
    }),
  )
  return new Agent({
    keepAlive: true,
    maxSockets: SOCKETS_MAX,
    minVersion: 'TLSv1.3',
    key: identity.key,
    cert: identity.certificate,
    ca: [...peer.certificates],
    checkServerIdentity: (_host, shown) =>
      pins.has(plainHex(shown.fingerprint256)) ? undefined : new UnknownCertificate(),
  })
}

class UnknownCertificate extends Error {
  readonly code = 'BASINET_IDENTITY'
  constructor() {
    super('the certificate is none of those that the register names')
  }
}

function post(
  agent: Agent,
  url: string,
  request: Uint8Array,
  options: ExchangeOptions,
): Promise<Result<Uint8Array>> {
  return new Promise((resolve) => {
    const path = pathOf(options.service ?? 'exchange')
    if (!URL.canParse(path, url)) return resolve(fail('transport.unreachable', `"${url}" is no address`))
    const call = httpsRequest(new URL(path, url), {
      method: 'POST',
      agent,
      signal: options.signal,
      timeout: options.waitSeconds * 1000 + GRACE_MS,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': request.length,
        [WAIT_HEADER]: String(options.waitSeconds),
      },
    })
    call.on('timeout', () => call.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    call.on('error', (error) => resolve(failureOf(error, url)))
    call.on('response', (response) => {
      // A reset in the middle of an answer is not an event of the request any more.
      answerOf(response).then(resolve, (error: unknown) => resolve(failureOf(error as Error, url)))
    })
    call.end(request)
  })
}

async function answerOf(response: IncomingMessage): Promise<Result<Uint8Array>> {
  const body = await readBody(response, EXCHANGE_MAX_BYTES)
  if (!body.ok) return body
  if (response.statusCode === 200) return ok(body.value)
  const code = response.headers[CODE_HEADER]
  const said = typeof code === 'string' && /^[a-z0-9.-]{1,64}$/.test(code) ? code : 'no code'
  return fail('transport.refused', `the peer answered ${response.statusCode ?? 0} (${said})`)
}

/** What the peer or the network put into an error's text stays out: it ends in logs and on a page. */
function failureOf(error: Error & { code?: string }, url: string): Result<Uint8Array> {
  const at = URL.canParse(url) ? new URL(url).host : 'the address'
  const code = error.code ?? error.name
  if (code === 'ABORT_ERR') return fail('transport.stopped', 'the exchange was given up')
  if (code === 'ETIMEDOUT') return fail('transport.timeout', `${at} did not answer in time`)
  if (code === 'BASINET_IDENTITY' || /CERT|SELF_SIGNED|TLS|SSL/.test(code))
    return fail('transport.identity', `${at} did not prove to be the node of the register (${code})`)
  return fail('transport.unreachable', `${at} cannot be reached (${code})`)
}
