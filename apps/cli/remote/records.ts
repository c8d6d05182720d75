import { parseArgs } from 'node:util'
import type { Io, Verb } from '../io.ts'
import { asker, readSession, sayFailure, type Ask } from './connection.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly next: string | null
}

/** One JSON object a record; the cursor of the next page, if there is one, on standard error. */
export const recordsList: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    options: {
      filter: { type: 'string', multiple: true, default: [] },
      sort: { type: 'string' },
      limit: { type: 'string' },
      cursor: { type: 'string' },
      all: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [type] = positionals
  if (type === undefined || values.filter.some((f) => !f.includes('='))) {
    io.stderr.write(
      'usage: basinet records list TYPE [--filter NAME[.gte|.lte|.in]=VALUE]… [--sort [-]NAME] [--limit N] [--cursor C] [--all]\n',
    )
    return 2
  }
  const query = new URLSearchParams(
    values.filter.map((f) => [`f.${f.slice(0, f.indexOf('='))}`, f.slice(f.indexOf('=') + 1)]),
  )
  for (const name of ['sort', 'limit', 'cursor'] as const) {
    const value = values[name]
    if (value !== undefined) query.set(name, value)
  }
  return withSession(io, async (ask) => {
    for (;;) {
      const page = await ask('GET', `/api/v1/records/${encodeURIComponent(type)}?${query.toString()}`)
      if (!page.ok) return sayFailure(io, page.error)
      const { items, next } = page.value as Page
      for (const item of items) io.stdout.write(`${JSON.stringify(item)}\n`)
      if (next === null) return 0
      if (!values.all) {
        io.stderr.write(`more: --cursor ${next}\n`)
        return 0
      }
      query.set('cursor', next)
    }
  })
}

/** The record with what may be done with it; or its history, or the thread around it. */
export const recordsGet: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    options: { history: { type: 'boolean' }, thread: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [type, id] = positionals
  if (type === undefined || id === undefined) {
    io.stderr.write('usage: basinet records get TYPE ID [--history|--thread]\n')
    return 2
  }
  const part = values.history === true ? '/history' : values.thread === true ? '/thread' : ''
  return withSession(io, (ask) =>
    printed(io, ask, `/api/v1/records/${encodeURIComponent(type)}/${encodeURIComponent(id)}${part}`),
  )
}

export async function withSession(io: Io, work: (ask: Ask) => Promise<number>): Promise<number> {
  const session = readSession(io)
  return session.ok ? work(asker(session.value)) : sayFailure(io, session.error)
}

async function printed(io: Io, ask: Ask, path: string): Promise<number> {
  const answer = await ask('GET', path)
  if (!answer.ok) return sayFailure(io, answer.error)
  io.stdout.write(`${JSON.stringify(answer.value, null, 2)}\n`)
  return 0
}
