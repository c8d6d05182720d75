import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

// Before our own modules are loaded, so that their compiled code is kept from run to run as in an installed program.
enableCompileCache()
const { createDecoder } = await import('@basinet/adsb')

/** One measured process: decodes every frame of FILE to a message object, tracks its aircraft and makes its positions. */
const CHUNK_BYTES = 1 << 16

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('BUG: expected FILE')
const input = readFileSync(path)
let messages = 0
let latest: unknown = null
const decoder = createDecoder({
  report(report) {
    messages++
    latest = report.message
  },
  problem: () => undefined,
})
for (let at = 0; at < input.length; at += CHUNK_BYTES) decoder.push(input.subarray(at, at + CHUNK_BYTES))
decoder.end()
if (messages > 0 && latest === null) throw new Error('BUG: messages without content')
process.stderr.write(`messages ${messages}\n`)
