import { parseArgs } from 'node:util'
import type { Result } from '@basinet/kernel/contract'
import type { Io, Verb } from '../io.ts'
import { misused } from '../node/backup.ts'
import { asker, readSession, sayFailure } from '../remote/connection.ts'

/** What there is to look at of an agreement, by its hash or its dossier's id. */
const LOOKS = {
  show: { words: 1, usage: 'show HASH|DOSSIER' },
  diff: { words: 2, usage: 'diff HASH|DOSSIER OTHER' },
  preview: { words: 1, usage: 'preview HASH|DOSSIER [--with OTHER]' },
  print: { words: 1, usage: 'print HASH|DOSSIER [--language en|es|fr|nl|acf]' },
} as const
export type Look = keyof typeof LOOKS

/** `basinet network agreement show|diff|preview|print`, at the node signed in to. */
export function agreementLook(name: Look): Verb {
  return async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      options: { with: { type: 'string' }, language: { type: 'string' } },
      allowPositionals: true,
    })
    const { words, usage } = LOOKS[name]
    if (positionals.length !== words) return misused(io, `network agreement ${usage}`)
    const [of = '', other] = positionals
    const at = `/api/v1/network/agreements/${encodeURIComponent(of)}`
    if (name === 'print') return print(io, `${at}/text?language=${values.language ?? 'en'}`)
    const beside = other ?? values.with
    const query = beside === undefined ? '' : `?with=${encodeURIComponent(beside)}`
    const path = name === 'show' ? at : `${at}/${name === 'diff' ? 'compare' : 'preview'}${query}`
    const found = await ask(io, path)
    if (!found.ok) return sayFailure(io, found.error)
    const shown = name === 'diff' ? (found.value as { changes: readonly unknown[] }).changes : [found.value]
    for (const one of shown) io.stdout.write(`${JSON.stringify(one, null, name === 'diff' ? 0 : 2)}\n`)
    return 0
  }
}

async function ask(io: Io, path: string): Promise<Result<unknown>> {
  const session = readSession(io)
  return session.ok ? asker(session.value)('GET', path) : session
}

/** Text, not JSON: it goes to a printer as it is. */
async function print(io: Io, path: string): Promise<number> {
  const session = readSession(io)
  if (!session.ok) return sayFailure(io, session.error)
  const { url, cookie } = session.value
  const answer = await fetch(`${url}${path}`, { headers: { cookie, 'x-basinet': '1' } })
  const text = await answer.text()
  ;(answer.ok ? io.stdout : io.stderr).write(`${text}\n`)
  return answer.ok ? 0 : 1
}
