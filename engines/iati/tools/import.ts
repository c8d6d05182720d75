import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codelistsOf } from './codelists.ts'
import { rulesOf } from './rules.ts'
import { schemaOf } from './xsd.ts'

/**
 * Rewrites this package's data from the published IATI 2.03 files: `node tools/import.ts FOLDER`, FOLDER holding `schema/`,
 * `codelists/`, `rulesets/` and `validator-tests/data-quality-rules.csv`. Run by hand when the standard changes.
 */
function main(folder: string): void {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const write = (path: string, value: unknown): void =>
    writeFileSync(join(import.meta.dirname, '..', path), `${JSON.stringify(value, null, 2)}\n`)
  const common = read('schema/iati-common.xsd')
  write('schema/activities.json', schemaOf(read('schema/iati-activities-schema.xsd'), common))
  write('schema/organisations.json', schemaOf(read('schema/iati-organisations-schema.xsd'), common))
  const { lists, mapping } = codelistsOf(read)
  write('codelists/codes.json', lists)
  write('codelists/mapping.json', mapping)
  write('rules/standard.json', rulesOf(read('rulesets/standard.json')))
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: node tools/import.ts FOLDER')
main(folder)
