import type { Verb } from '../io.ts'
import { asker, checkUrl, dropSession, readSession, sayFailure, send, writeSession } from './connection.ts'

/** Spends a one-use link and keeps the session it opens. */
export const signIn: Verb = async (args, io) => {
  const [link = ''] = args
  const token = /[#?&]link=([\w-]+)/.exec(link)?.[1] ?? link.split('link=')[1]
  if (!URL.canParse(link) || token === undefined) {
    io.stderr.write(
      'usage: basinet sign-in LINK    (the whole link, as the node or an administrator gave it)\n',
    )
    return 2
  }
  const url = checkUrl(new URL(link))
  if (!url.ok) return sayFailure(io, url.error)
  const answer = await send(url.value, 'POST', '/api/v1/session/link', {}, { token })
  if (!answer.ok) return sayFailure(io, answer.error)
  const cookie = answer.value.headers.get('set-cookie')?.split(';')[0]
  const body = (await answer.value.json()) as {
    person?: { name: string }
    limit?: string
    error?: { code: string; message: string }
  }
  if (!answer.value.ok || cookie === undefined)
    return sayFailure(io, body.error ?? { code: 'http.unexpected', message: `status ${answer.value.status}` })
  const file = writeSession(io, { url: url.value, cookie })
  io.stderr.write(`signed in at ${url.value} as ${body.person?.name ?? ''}; the session is in ${file}\n`)
  if (body.limit !== undefined)
    io.stderr.write('the session gives no rights yet: complete the sign-in in the console\n')
  return 0
}

export const signOut: Verb = async (_args, io) => {
  const session = readSession(io)
  if (!session.ok) return sayFailure(io, session.error)
  const ended = await asker(session.value)('DELETE', '/api/v1/session')
  if (!ended.ok && ended.error.code !== 'http.signed-out') return sayFailure(io, ended.error)
  dropSession(io)
  return 0
}
