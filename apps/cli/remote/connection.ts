import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail, ok, type Failure, type Result } from '@basinet/kernel/contract'
import type { Io } from '../io.ts'

/** A session at a running node, kept in a file that only its owner reads. */
export interface Session {
  readonly url: string
  readonly cookie: string
}

/** A request's answer: what was asked for, or the node's own failure. `http.unanswered` says nothing of what happened. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Result<unknown>>

const ANSWER_MS = 60_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

function sessionFile(io: Io): string {
  return io.env['BASINET_SESSION'] ?? join(homedir(), '.config', 'basinet', 'session.json')
}

export function writeSession(io: Io, session: Session): string {
  const file = sessionFile(io)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // Made anew each time: a file that others could read keeps its mode when it is written over.
  writeFileSync(`${file}.new`, `${JSON.stringify(session)}\n`, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
  return file
}

export function dropSession(io: Io): void {
  rmSync(sessionFile(io), { force: true })
}

/** Errors: `cli.signed-out`. */
export function readSession(io: Io): Result<Session> {
  const file = sessionFile(io)
  if (!existsSync(file))
    return fail('cli.signed-out', `no session in ${file}: sign in first with "basinet sign-in LINK"`)
  const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Session>
  return typeof value.url === 'string' && typeof value.cookie === 'string'
    ? ok({ url: value.url, cookie: value.cookie })
    : fail('cli.signed-out', `${file} holds no session: sign in again`)
}

/** A session's cookie may travel in the clear on this machine only. Errors: `cli.insecure`. */
export function checkUrl(url: URL): Result<string> {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    return ok(url.origin)
  return fail(
    'cli.insecure',
    `${url.origin} is neither https nor this machine; a session would be readable on the way`,
  )
}

export async function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Result<Response>> {
  try {
    return ok(
      await fetch(`${url}${path}`, {
        method,
        signal: AbortSignal.timeout(ANSWER_MS),
        headers: {
          'x-basinet': '1',
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause
    return fail(
      'http.unanswered',
      `${url} did not answer: ${cause instanceof Error ? cause.message : String(error)}`,
    )
  }
}

/** Errors: the node's own, `http.unanswered`. */
export function asker(session: Session): Ask {
  return async (method, path, body) => {
    const answer = await send(session.url, method, path, { cookie: session.cookie }, body)
    if (!answer.ok) return answer
    return readAnswer(answer.value)
  }
}

async function readAnswer(answer: Response): Promise<Result<unknown>> {
  const value: unknown = await answer.json()
  if (answer.ok) return ok(value)
  const { error } = value as { error?: Failure }
  return { ok: false, error: error ?? { code: 'http.unexpected', message: `status ${answer.status}` } }
}

/** Says a failure on standard error and gives the exit code: 1 refused, 3 nobody knows whether it happened. */
export function sayFailure(io: Io, failure: Failure): number {
  io.stderr.write(`basinet: ${failure.code}: ${failure.message}\n`)
  return ['http.unanswered', 'http.unexpected'].includes(failure.code) ? 3 : 1
}
