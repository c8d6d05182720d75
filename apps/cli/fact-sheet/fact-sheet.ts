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
} from '@basinet/fact-sheets'
import { OPENING_ENTRIES } from '@basinet/funding/contract/opening'
import type { Io, Verb } from '../io.ts'
import { asker, readSession, sayFailure } from '../remote/connection.ts'

const USAGE = 'basinet fact-sheet NATION|REGION [--lang en|es|fr|nl|acf] --out FILE.pdf|FILE.html'

/**
 * `basinet fact-sheet LCA --lang en --out FILE.pdf`: the public fact sheet, two tagged pages or a web page, from the ledger of
 * the node one is signed in to; signed out, from the public facts that open every ledger, and says so.
 */
export const factSheet: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { lang: { type: 'string', default: 'en' }, out: { type: 'string' } },
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
  const entries = await readEntries(io)
  return entries === null ? 3 : write(values.out, nation, language, entries)
}

async function write(
  out: string,
  nation: string,
  language: Language,
  entries: readonly ReadEntry[],
): Promise<number> {
  const now = new Date()
  const sheet = composeSheet(nation, language, entries, now.toISOString().slice(0, 10))
  await writeFile(out, out.endsWith('.pdf') ? await pdfOf(sheet, now) : webPage(sheet))
  return 0
}

interface Page {
  readonly items: readonly ReadEntry[]
  readonly next: string | null
}

async function readEntries(io: Io): Promise<readonly ReadEntry[] | null> {
  const session = readSession(io)
  if (!session.ok) {
    io.stderr.write('signed in to no node: the amounts are those of the opening ledger\n')
    return OPENING_ENTRIES.map((body) => ({
      id: body.reference,
      body: { ...body, corrects: null, state: 'posted' },
      label: { class: 'public', exercise: false },
    }))
  }
  const ask = asker(session.value)
  const found: ReadEntry[] = []
  const query = new URLSearchParams({ 'f.state': 'posted' })
  for (;;) {
    const page = await ask('GET', `/api/v1/records/ledger-entry?${query.toString()}`)
    if (!page.ok) {
      sayFailure(io, page.error)
      return null
    }
    const { items, next } = page.value as Page
    found.push(...items)
    if (next === null) return found
    query.set('cursor', next)
  }
}
