import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Translate } from '../agreements/index.ts'

export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type Language = (typeof LANGUAGES)[number]

const MESSAGES = join(import.meta.dirname, '../messages')
const known = new Map<Language, Readonly<Record<string, string>>>()

/** Looks up `network.<under><key>` in a language; a key without words stands for itself. */
export function wordsIn(language: Language, under = ''): Translate {
  const words =
    known.get(language) ??
    (JSON.parse(readFileSync(join(MESSAGES, `${language}.json`), 'utf8')) as Readonly<Record<string, string>>)
  known.set(language, words)
  return (key, values = {}) =>
    (words[`network.${under}${key}`] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    )
}
