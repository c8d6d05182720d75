import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RULES } from '@basinet/kernel/contract'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../i18n/languages.ts'
import { worded } from './refusal-text.ts'

const ROOT = join(import.meta.dirname, '../../..')
type Params = Readonly<Record<string, unknown>>

/** The console's and the picture's own files, without the machinery that loads them in a browser. */
function speaker(language: string) {
  const folders = ['apps/console/messages', 'apps/console/messages/node', 'lines/1-maritime/picture/messages']
  const all: Record<string, string> = Object.assign(
    {},
    ...folders.map(
      (folder) => JSON.parse(readFileSync(join(ROOT, folder, `${language}.json`), 'utf8')) as object,
    ),
  )
  const filled = (text: string, params: Params = {}): string =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => String(params[key]))
  const name = (key: string, fallback: string, params?: Params): string =>
    all[key] === undefined ? fallback : filled(all[key], params)
  return (refusal: Parameters<typeof worded>[0]): string =>
    worded(refusal, (key, params) => name(key, `no ${key}`, params), name)
}

const refused = (code: string, more: object = {}) => ({ code, message: 'must be one of red, blue', ...more })

it('says in French what a schema refused, under the field’s own name', () => {
  const say = speaker('fr')
  const command = 'watch-list-entry.add'
  const short = { field: 'reason', rule: 'too-short', params: { n: 3 }, command } as const
  expect(say(refused('command.input', short))).toBe('Pourquoi le surveiller: Au moins 3 caractères.')
  const unknown = { field: 'reviewer', params: {}, command }
  expect(say(refused('person.unknown', unknown))).toBe(
    'Cette personne n’existe pas sur le nœud de cette nation.',
  )
})

it('fills in the counts of a refusal', () => {
  const say = speaker('es')
  expect(say(refused('evidence.incomplete', { params: { n: 5, total: 9 } }))).toBe(
    'Han llegado 5 de 9 bytes.',
  )
})

describe.each(LANGUAGES)('in %s', (language) => {
  const say = speaker(language)

  it.each(RULES)('says the rule %s without a word of the node’s English', (rule) => {
    const text = say(refused('command.input', { field: 'colour', rule, params: { n: 3, pattern: '^x$' } }))
    expect(text).not.toMatch(/no form|undefined|red, blue/)
    expect(text).toMatch(/^Colour: ./)
  })

  it('takes the words of a wider code, then those of an ending, then its own sentence around the node’s', () => {
    expect(say(refused('http.absent.vessel'))).toBe(say(refused('http.absent')))
    expect(say(refused('landing.future'))).toBe(say(refused('print.future')))
    expect(say(refused('landing.future'))).not.toContain('red, blue')
    expect(say(refused('landing.colour', { field: 'colour' }))).toMatch(/^Colour: .*red, blue$/)
  })
})
