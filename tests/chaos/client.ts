import { setTimeout as delay } from 'node:timers/promises'
import type { NodeProcess } from './node-process.ts'

/** `down`: no answer, or one that does not say whether it happened. */
export type Answer =
  | { readonly kind: 'done'; readonly body: Record<string, unknown> }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'down'; readonly why: string }

export interface Client {
  readonly url: string
  readonly cookie: string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  bytes(path: string): Promise<Buffer>
}

const ANSWER_MS = 20_000

/** Signs in by a one-use link and keeps the session's cookie. */
export async function signIn(url: string, link: string): Promise<Client> {
  const answer = await fetch(`${url}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-basinet': '1' },
    body: JSON.stringify({ token: link }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!answer.ok || cookie === undefined) throw new Error(`sign-in refused: ${await answer.text()}`)
  return clientOf(url, cookie)
}

export function clientOf(url: string, cookie: string): Client {
  const send = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        cookie,
        'x-basinet': '1',
        // A connection kept from before the node was killed would fail once more than the node did.
        connection: 'close',
        ...(body === undefined
          ? {}
          : { 'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    })
  return {
    url,
    cookie,
    async call(method, path, body, headers = {}) {
      try {
        const answer = await send(method, path, body, headers)
        const text = await answer.text()
        if (answer.status >= 500) return { kind: 'down', why: `${answer.status} ${text.slice(0, 200)}` }
        const parsed = JSON.parse(text) as Record<string, unknown> & { error?: { code: string } }
        return answer.ok
          ? { kind: 'done', body: parsed }
          : { kind: 'refused', status: answer.status, code: parsed.error?.code ?? '' }
      } catch (error) {
        return { kind: 'down', why: String((error as { cause?: unknown }).cause ?? error) }
      }
    },
    async bytes(path) {
      const answer = await send('GET', path, undefined, {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

/** Asks until the node answers a read again. */
export async function untilUp(client: Client, withinMs: number, node: NodeProcess): Promise<number> {
  const started = performance.now()
  for (;;) {
    const answer = await client.call('GET', '/api/v1/audit/head')
    if (answer.kind === 'done') return performance.now() - started
    if (answer.kind === 'refused') throw new Error(`the session was refused: ${answer.code}`)
    if (performance.now() - started > withinMs) throw new Error(`the node did not come back: ${answer.why}`)
    if (node.child.exitCode !== null || node.child.signalCode !== null)
      throw new Error(`the node ended by itself: ${node.output()}`)
    await delay(100)
  }
}
