import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkOf } from './seats.ts'
import { openSeats } from './seats.ts'
import type { Stage } from './scenario.ts'

const MAIN = join(import.meta.dirname, '../../main.ts')
const MINUTE_MS = 60_000
const LOOK_MS = 500
const VERB_MS = 120_000
const OUTPUT_MAX = 20_000

/** What steps of the region in `directory` work with. `linkOf` asks its running nodes for sign-in links. */
export function regionStage(directory: string, linkOf: LinkOf): () => Stage {
  const seat = openSeats(linkOf)
  const verb = (nation: string, words: readonly string[]): Promise<string> =>
    runVerb(directory, [...words, '--node', nation])
  return () => ({
    seat,
    verb,
    async link(nation, cut) {
      await verb(nation, ['network', cut ? 'cut' : 'restore', 'all', '--reason', 'exercise'])
    },
    until,
    left: new Map(),
    folder: mkdtempSync(join(directory, 'stick-')),
  })
}

async function until<T>(what: string, look: () => Promise<T | null>, minutes = 1): Promise<T> {
  for (const end = performance.now() + minutes * MINUTE_MS; performance.now() < end;) {
    const found = await look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`${what}: not seen within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`)
}

function runVerb(directory: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...words], {
      env: { ...process.env, BASINET_REGION: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: VERB_MS,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-OUTPUT_MAX)))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`basinet ${words.join(' ')}: ${output.trim()}`)),
    )
  })
}
