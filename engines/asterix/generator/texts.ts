import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Specification } from '../spec/model.ts'
import { categoryText, paddedCategory } from './category.ts'
import { indexText } from './index-text.ts'

const SPEC_FOLDER = join(import.meta.dirname, '../spec')
export const GENERATED_FOLDER: string = join(import.meta.dirname, '../generated')

/** Name and text of every generated file, from the specifications beside. */
export function generatedTexts(): Map<string, string> {
  const specs = readdirSync(SPEC_FOLDER)
    .filter((name) => /^cat\d{3}\.json$/.test(name))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(SPEC_FOLDER, name), 'utf8')) as Specification)
  const files = new Map<string, string>()
  for (const spec of specs) files.set(`cat${paddedCategory(spec.category)}.gen.ts`, categoryText(spec))
  files.set('index.gen.ts', indexText(specs))
  return files
}
