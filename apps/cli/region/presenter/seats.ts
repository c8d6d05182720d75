import { randomUUID } from 'node:crypto'
import { asker, checkUrl, send, type Ask } from '../../remote/connection.ts'
import type { Given, On, Seat } from './scenario.ts'

/** Gives a fresh one-use link of a post at a nation's node; null where there is no such post. */
export type LinkOf = (nation: string, post: string) => Promise<string | null>

/** Seats that sign in when they are first needed, and again when their session has ended. */
export function openSeats(linkOf: LinkOf): (nation: string, post: string) => Seat {
  const sessions = new Map<string, Promise<Ask>>()
  return (nation, post) => {
    const key = `${nation} ${post}`
    const ask: Ask = async (method, path, body) => {
      for (let again = false; ; again = true) {
        const session = sessions.get(key) ?? signIn(linkOf, nation, post)
        sessions.set(key, session)
        const answer = await session.then(
          (given) => given(method, path, body),
          (error: unknown) => {
            sessions.delete(key)
            throw error
          },
        )
        if (answer.ok || answer.error.code !== 'http.signed-out' || again) return answer
        sessions.delete(key)
      }
    }
    return {
      give: (command, input, on) => give(ask, key, command, input, on),
      get: (path) => asked(ask, key, 'GET', path),
      post: (path, body) => asked(ask, key, 'POST', path, body),
    }
  }
}

async function signIn(linkOf: LinkOf, nation: string, post: string): Promise<Ask> {
  const link = await linkOf(nation, post)
  const token = /link=([\w-]+)$/.exec(link ?? '')?.[1]
  if (link === null || token === undefined) throw new Error(`the node of ${nation} has no seat "${post}"`)
  const url = checkUrl(new URL(link))
  if (!url.ok) throw new Error(url.error.message)
  const answer = await send(url.value, 'POST', '/api/v1/session/link', {}, { token })
  const cookie = answer.ok ? answer.value.headers.get('set-cookie')?.split(';')[0] : undefined
  if (cookie === undefined) throw new Error(`"${post}" could not sign in at the node of ${nation}`)
  return asker({ url: url.value, cookie })
}

async function give(ask: Ask, who: string, command: string, input: object, on?: On): Promise<Given> {
  const answer = await ask('POST', `/api/v1/commands/${command}`, { commandId: randomUUID(), input, ...on })
  if (!answer.ok) throw new Error(`${who}: ${command}: ${answer.error.message} (${answer.error.code})`)
  return answer.value as Given
}

async function asked(ask: Ask, who: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await ask(method, path, body)
  if (!answer.ok) throw new Error(`${who}: ${path}: ${answer.error.message} (${answer.error.code})`)
  return answer.value
}
