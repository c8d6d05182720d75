import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importSpecification } from './import-specification.ts'
import { specificationText } from './write-specification.ts'

/**
 * `node engines/asterix/tools/import.ts FOLDER`: reads specification texts (`FOLDER/catNNN/*.ast`, and ours in `extra/`)
 * and writes our form of them to `spec/`. Needed only when EUROCONTROL publishes an edition; nothing else runs it.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the specification texts')
const extra = join(import.meta.dirname, 'extra')
for (const name of readdirSync(folder).filter((entry) => /^cat\d{3}$/.test(entry))) {
  const texts = [join(folder, name), join(extra, name)]
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path)
        .filter((entry) => entry.endsWith('.ast'))
        .map((entry) => readFileSync(join(path, entry), 'utf8')),
    )
  const target = join(import.meta.dirname, '../spec', `${name}.json`)
  writeFileSync(target, specificationText(importSpecification(texts)))
}
