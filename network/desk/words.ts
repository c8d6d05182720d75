import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Translate } from '../agreements/index.ts'

export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type Language = (typeof LANGUAGES)[number]

/** Words of the pages, and the sentences of a printed agreement, which no page loads: the node writes them. */
const MESSAGES = ['../messages', '../agreements/messages'].map((folder) => join(import.meta.dirname, folder))
const known = new Map<Language, Readonly<Record<string, string>>>()

/** Looks up `network.<under><key>` in a language; a key without words stands for itself. */
export function wordsIn(language: Language, under = ''): Translate {
  const words = known.get(language) ?? readWords(language)
  known.set(language, words)
  return (key, values = {}) =>
    (words[`network.${under}${key}`] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    )
}

function readWords(language: Language): Readonly<Record<string, string>> {
  const read = (folder: string): Record<string, string> =>
    JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, string>
  return Object.fromEntries(MESSAGES.flatMap((folder) => Object.entries(read(folder))))
}
