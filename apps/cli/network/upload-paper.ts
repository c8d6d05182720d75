import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Io } from '../io.ts'
import { asker, readSession } from '../remote/connection.ts'

/** Keeps a file with a record at the node signed in to; answers the file record's id. Errors: the node's own. */
export async function uploadPaper(
  io: Io,
  about: { readonly type: string; readonly id: string },
  name: string,
  content: Uint8Array,
): Promise<Result<string>> {
  const session = readSession(io)
  if (!session.ok) return session
  const ask = asker(session.value)
  const begun = await ask('POST', '/api/v1/evidence', { sizeBytes: content.length, about })
  if (!begun.ok) return begun
  const { uploadId } = begun.value as { uploadId: string }
  const path = `/api/v1/evidence/uploads/${uploadId}`
  const headers = {
    'x-basinet': '1',
    cookie: session.value.cookie,
    'content-type': 'application/octet-stream',
    'upload-offset': '0',
  }
  const sent = await fetch(`${session.value.url}${path}`, {
    method: 'PATCH',
    headers,
    body: Buffer.from(content),
  })
  if (!sent.ok) return fail('cli.upload', `the node took no content: status ${sent.status}`)
  const mediaType = /\.pdf$/i.test(name) ? 'application/pdf' : 'application/octet-stream'
  const kept = await ask('POST', `${path}/keep`, { name, mediaType, about })
  return kept.ok ? ok((kept.value as { recordId: string }).recordId) : kept
}

/** The paper that a partner signed and sent, from the node signed in to. Errors: `paper.*`, the node's own. */
export async function partnerPaper(
  io: Io,
  of: string,
): Promise<Result<{ readonly name: string; readonly content: Uint8Array }>> {
  const session = readSession(io)
  if (!session.ok) return session
  const { url, cookie } = session.value
  const path = `/api/v1/network/agreements/${encodeURIComponent(of)}/paper`
  const answer = await fetch(`${url}${path}`, { headers: { 'x-basinet': '1', cookie } })
  if (!answer.ok) return fail('paper.absent', `no partner’s paper is here: give it with --paper FILE`)
  const name = decodeURIComponent(answer.headers.get('basinet-name') ?? 'paper')
  return ok({ name, content: new Uint8Array(await answer.arrayBuffer()) })
}
