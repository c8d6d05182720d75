import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GENERATED_FOLDER, generatedTexts } from './texts.ts'

/** `node engines/asterix/generator/generate.ts`: writes `generated/` anew. */
for (const [name, text] of generatedTexts()) writeFileSync(join(GENERATED_FOLDER, name), text)
