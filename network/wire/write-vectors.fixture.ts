import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeVectors } from './make-vectors.ts'

// `node network/wire/write-vectors.fixture.ts` writes vectors/*.json anew; a change there is a change of the protocol.
for (const [name, vectors] of Object.entries(makeVectors()))
  writeFileSync(join(import.meta.dirname, 'vectors', `${name}.json`), `${JSON.stringify(vectors, null, 2)}\n`)
