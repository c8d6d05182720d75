import type { FastifyInstance } from 'fastify'
import type { Subject } from '@basinet/kernel/contract'
import { createServer, type Authenticator } from '@basinet/kernel/http'
import { pictureRoutes } from '../http.ts'
import type { RunningPicture } from '../live/start.ts'

export interface TestServer {
  readonly app: FastifyInstance
  readonly url: string
  get(person: Subject | null, path: string): Promise<{ status: number; body: unknown; type: string }>
  post(person: Subject, path: string, body: unknown): Promise<{ status: number; body: unknown }>
  /** Reads an event stream; events arrive in `events`. */
  stream(
    person: Subject,
    path: string,
  ): Promise<{ events: { event: string; data: unknown }[]; close(): void }>
  close(): Promise<void>
}

/** The picture's routes on a real port; a request names its person in a header, as the session would. */
export async function openServer(running: RunningPicture): Promise<TestServer> {
  const people = new Map<string, Subject>()
  const authenticator: Authenticator = {
    subjectOf: (request) => Promise.resolve(people.get(String(request.headers['x-person'] ?? '')) ?? null),
  }
  const app = await createServer({ authenticator, version: 'test', log: false, tls: false })
  pictureRoutes(app, { running, authenticator })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const headers = (person: Subject | null): Record<string, string> => {
    if (person === null) return {}
    people.set(person.person, person)
    return { 'x-person': person.person, 'x-basinet': '1' }
  }
  return {
    app,
    url,
    async get(person, path) {
      const answer = await fetch(url + path, { headers: headers(person) })
      return {
        status: answer.status,
        body: await answer.json(),
        type: answer.headers.get('content-type') ?? '',
      }
    },
    async post(person, path, body) {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { ...headers(person), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: await answer.json() }
    },
    async stream(person, path) {
      const abort = new AbortController()
      const answer = await fetch(url + path, { headers: headers(person), signal: abort.signal })
      const events: { event: string; data: unknown }[] = []
      void readEvents(answer, events).catch((error: unknown) => {
        if (!abort.signal.aborted) throw error
      })
      return { events, close: () => abort.abort() }
    },
    close: () => app.close(),
  }
}

async function readEvents(answer: Response, events: { event: string; data: unknown }[]): Promise<void> {
  if (answer.body === null) return
  let text = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end)
      text = text.slice(end + 2)
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (event !== undefined && data !== undefined) events.push({ event, data: JSON.parse(data) })
    }
  }
}
