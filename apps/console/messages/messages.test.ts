import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGE_FACTS, LANGUAGES } from '../i18n/languages.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Every folder called `messages` under apps/console, lines, network and programme that holds message files. */
function folders(): string[] {
  const all = ['apps/console/messages', 'lines', 'network', 'programme'].flatMap((start) =>
    readdirSync(join(ROOT, start), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.name === 'en.json' &&
      entry.parentPath.endsWith('messages') &&
      !entry.parentPath.includes('node_modules')
        ? [entry.parentPath]
        : [],
    ),
  )
  return [...new Set(all)].map((folder) => relative(ROOT, folder)).toSorted()
}

interface MessageFile {
  readonly reviewed: string | null | undefined
  readonly messages: Readonly<Record<string, string>>
}

function read(folder: string, language: string): MessageFile {
  const file = JSON.parse(readFileSync(join(ROOT, folder, `${language}.json`), 'utf8')) as Record<
    string,
    string
  > & {
    _meta?: { reviewed: string | null }
  }
  const { _meta, ...messages } = file
  return { reviewed: _meta?.reviewed, messages }
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '').toSorted()

it('finds the console’s own messages', () => {
  expect(folders()).toContain('apps/console/messages')
})

describe.each(folders())('%s', (folder) => {
  const english = read(folder, 'en').messages
  const keys = Object.keys(english)

  it.each(LANGUAGES)('%s has the same messages with the same placeholders', (language) => {
    const { messages } = read(folder, language)
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(english).toSorted())
    const wrong = keys.filter((key) => {
      const text = messages[key] ?? ''
      return text.trim() === '' || placeholders(text).join() !== placeholders(english[key] ?? '').join()
    })
    expect(wrong).toEqual([])
  })

  it.each(LANGUAGES)('%s says whether somebody has reviewed it, as the language menu does', (language) => {
    const { reviewed } = read(folder, language)
    expect(reviewed).not.toBe(undefined)
    expect(reviewed !== null).toBe(LANGUAGE_FACTS[language].reviewed)
  })

  it('counted messages come in their two forms', () => {
    const bases = keys
      .filter((key) => /_(one|other)$/.test(key))
      .map((key) => key.replace(/_(one|other)$/, ''))
    for (const base of bases)
      expect([english[`${base}_one`], english[`${base}_other`]]).not.toContain(undefined)
  })

  it('Kwéyòl is not Haitian: none of its marks that Saint Lucia does not use', () => {
    const haitian = /\b(nan|gen|yon moun ki nan|mwen menm nan|te|ap|pral|nou te)\b/
    const found = Object.entries(read(folder, 'acf')).filter(
      ([key, text]) => key !== '_meta' && haitian.test(text),
    )
    expect(found).toEqual([])
  })
})
