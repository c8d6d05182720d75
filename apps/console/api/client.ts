import type { Failure, FailureParams, Rule } from '@basinet/kernel/contract'
import { heardFromNode, nodeUnreachable } from './connection.ts'

/** An answer the node refused, with its stable code; `status` 0 means the node could not be reached. */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly rule: Rule | undefined
  readonly params: FailureParams | undefined
  /** The command that was refused, whose words name the field. */
  readonly command: string | undefined

  constructor(status: number, failure: Failure, command?: string) {
    super(failure.message)
    this.name = 'ApiFailure'
    this.status = status
    this.code = failure.code
    this.field = failure.field
    this.rule = failure.rule
    this.params = failure.params
    this.command = command
  }
}

const ROOT = '/api/v1'
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

export function url(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `${ROOT}${path}${text === '' ? '' : `?${text}`}`
}

function failureOf(body: unknown, status: number): Failure {
  const error = (body as { error?: Partial<Failure> } | null)?.error
  if (typeof error?.code !== 'string') {
    return { code: `http.${status}`, message: `The node answered ${status}` }
  }
  return { ...error, code: error.code, message: error.message ?? error.code }
}

async function send(path: string, init: RequestInit, query?: Query): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url(path, query), { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    nodeUnreachable()
    throw new ApiFailure(0, { code: 'network.unreachable', message: 'The node could not be reached' })
  }
  if (response.ok) {
    heardFromNode()
    return response
  }
  const failure = await failureFrom(response, /^\/commands\/([^/?]+)$/.exec(path)?.[1])
  // A proxy in front of a stopped node answers for it, without our error body: the same silence, seen from here.
  if (response.status >= 502 && failure.code.startsWith('http.5')) nodeUnreachable()
  else heardFromNode()
  throw failure
}

/** What an answer that is not "ok" says. */
export async function failureFrom(response: Response, command?: string): Promise<ApiFailure> {
  const failure = failureOf(parseJson(await response.text()), response.status)
  return new ApiFailure(response.status, failure, command)
}

/** null for what is not JSON: an answer that did not come from a node. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export async function apiGet<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const response = await send(path, signal === undefined ? {} : { signal }, query)
  return (await response.json()) as T
}

export async function apiText(path: string, query?: Query): Promise<string> {
  return (await send(path, {}, query)).text()
}

/** Every unsafe method carries `x-basinet`, which a foreign page cannot set. */
export async function apiSend<T>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> = { 'x-basinet': '1' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await send(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Sends bytes; the answer as it comes, whole or a file. */
export function apiUpload(path: string, content: Blob): Promise<Response> {
  const headers = { 'x-basinet': '1', 'content-type': 'application/octet-stream' }
  return send(path, { method: 'POST', headers, body: content })
}

/** Asks for a file to be made of something. */
export function apiMake(path: string, body: unknown): Promise<Response> {
  const headers = { 'x-basinet': '1', 'content-type': 'application/json' }
  return send(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
