import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { RULE_IDS } from './alert.ts'

/** What a rule adds to its key when it says itself in other words. */
const VARIANTS: readonly string[] = [
  'area.entry.appeared',
  'distress.sart.no-position',
  'distress.mob.no-position',
  'distress.epirb.no-position',
  'distress.status.no-position',
  'distress.test.no-position',
  'distress.test.broadcast',
  'distress.test.addressed',
  'distress.text.broadcast',
  'distress.text.addressed',
  'safety.text.broadcast',
  'safety.text.addressed',
]

test.each(['en', 'es', 'fr', 'nl', 'acf'])('every alert has its sentence in %s', (language) => {
  const file = join(import.meta.dirname, `../messages/${language}.json`)
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const missing = [...RULE_IDS, ...VARIANTS].filter((id) => !messages[`picture.alert.${id}`])
  expect(missing).toEqual([])
})

test('every variant a rule names is on the list', () => {
  const texts = ['area-rule.ts', 'distress-rule.ts']
    .map((f) => readFileSync(join(import.meta.dirname, f), 'utf8'))
    .join()
  const named = [...texts.matchAll(/'(appeared|no-position|broadcast|addressed)'/g)].map((m) => m[1]!)
  expect(new Set(named)).toEqual(new Set(VARIANTS.map((v) => v.split('.').at(-1)!)))
})
