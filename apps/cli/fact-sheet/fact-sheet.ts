import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  composeSheet,
  LANGUAGES,
  pdfOf,
  SHEETS,
  webPage,
  type Language,
  type ReadEntry,
  type ReadResult,
  type SheetRecords,
} from '@basinet/fact-sheets'
import { OPENING_ENTRIES } from '@basinet/funding/contract/opening'
import type { Io, Verb } from '../io.ts'
import { asker, readSession, sayFailure } from '../remote/connection.ts'

const USAGE =
  'basinet fact-sheet NATION|REGION [--lang en|es|fr|nl|acf] [--exercise] --out FILE.pdf|FILE.html'

/**
 * `basinet fact-sheet LCA --lang en --out FILE.pdf`: the public fact sheet, two tagged pages or a web page, from the ledger of
 * the node one is signed in to, with `--exercise` of its exercise records alone, marked on every page; signed out, from the public facts that open every ledger, and says so.
 */
export const factSheet: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      lang: { type: 'string', default: 'en' },
      out: { type: 'string' },
      exercise: { type: 'boolean', default: false },
    },
  })
  const [nation = ''] = positionals
  const language = LANGUAGES.find((l) => l === values.lang)
  const wrong =
    positionals.length !== 1 || !SHEETS.includes(nation)
      ? `one of ${SHEETS.join(' ')} is expected`
      : language === undefined
        ? `--lang is one of ${LANGUAGES.join(' ')}`
        : values.out !== undefined && /\.(?:pdf|html)$/.test(values.out)
          ? null
          : '--out names a .pdf or .html file'
  if (wrong !== null || language === undefined || values.out === undefined) {
    io.stderr.write(`basinet fact-sheet: ${wrong ?? ''}\nUsage: ${USAGE}\n`)
    return 2
  }
  const records = await readRecords(io)
  return records === null ? 3 : write(values.out, nation, language, records, values.exercise)
}

async function write(
  out: string,
  nation: string,
  language: Language,
  records: SheetRecords,
  exercise: boolean,
): Promise<number> {
  const now = new Date()
  const sheet = composeSheet(nation, language, records, now.toISOString().slice(0, 10), exercise)
  await writeFile(out, out.endsWith('.pdf') ? await pdfOf(sheet, now) : webPage(sheet))
  return 0
}

async function readRecords(io: Io): Promise<SheetRecords | null> {
  const session = readSession(io)
  if (!session.ok) {
    io.stderr.write(
      'signed in to no node: the amounts are those of the opening ledger, and no results are published\n',
    )
    const entries = OPENING_ENTRIES.map((body): ReadEntry => ({
      id: body.reference,
      body: { ...body, corrects: null, state: 'posted' },
      label: { class: 'public', exercise: false },
    }))
    return { entries, results: [] }
  }
  const ask = asker(session.value)
  const entries = await readAll<ReadEntry>(io, ask, 'ledger-entry', 'posted')
  const results = entries && (await readAll<ReadResult>(io, ask, 'published-result', 'published'))
  return entries === null || results === null ? null : { entries, results }
}

/** Every record of a type in a state; null where the node refuses, which is said. */
async function readAll<T>(
  io: Io,
  ask: ReturnType<typeof asker>,
  type: string,
  state: string,
): Promise<T[] | null> {
  const found: T[] = []
  const query = new URLSearchParams({ 'f.state': state })
  for (;;) {
    const page = await ask('GET', `/api/v1/records/${type}?${query.toString()}`)
    if (!page.ok) {
      sayFailure(io, page.error)
      return null
    }
    const { items, next } = page.value as { readonly items: readonly T[]; readonly next: string | null }
    found.push(...items)
    if (next === null) return found
    query.set('cursor', next)
  }
}
