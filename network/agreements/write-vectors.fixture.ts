import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agreementVectors } from './make-vectors.ts'

// `node network/agreements/write-vectors.fixture.ts`; a change there is a change of the protocol.
const file = join(import.meta.dirname, 'vectors', 'agreement.json')
writeFileSync(file, `${JSON.stringify(agreementVectors(), null, 2)}\n`)
