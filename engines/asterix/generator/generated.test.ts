import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SPECIFICATIONS } from '../catalogue/specifications.ts'
import { GENERATED_FOLDER, generatedTexts } from './texts.ts'

/** Cure when it fails: `node engines/asterix/generator/generate.ts`. */
it('is what the specifications give', () => {
  const texts = generatedTexts()
  expect(readdirSync(GENERATED_FOLDER).toSorted()).toEqual([...texts.keys()].toSorted())
  const stale = [...texts].filter(
    ([name, text]) => readFileSync(join(GENERATED_FOLDER, name), 'utf8') !== text,
  )
  expect(stale.map(([name]) => name)).toEqual([])
})

it('covers every specification, as the catalogue does', () => {
  const categories = [...generatedTexts().keys()].flatMap((name) => /^cat(\d{3})/.exec(name)?.[1] ?? [])
  expect(SPECIFICATIONS.map((spec) => String(spec.category).padStart(3, '0'))).toEqual(categories)
})
