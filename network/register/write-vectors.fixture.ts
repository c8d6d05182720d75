import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { registerVectors } from './make-vectors.ts'

// `node network/register/write-vectors.fixture.ts`; a change there is a change of the protocol.
const file = join(import.meta.dirname, 'vectors', 'register.json')
writeFileSync(file, `${JSON.stringify(registerVectors(), null, 2)}\n`)
