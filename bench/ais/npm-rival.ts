import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** One measured process: NAME decodes the sentences of FILE with the package installed in FOLDER. */
interface GeneratorDecode {
  valid: boolean
}
interface StreamDecoder {
  on(event: 'data' | 'error', listener: () => void): void
  write(line: string): boolean
}
interface SignalKParser {
  parse(line: string): unknown
}

type Decode = (line: string) => void
let messages = 0

function decoderOf(name: string, folder: string): Decode {
  const load = createRequire(join(folder, 'loader.js'))
  switch (name) {
    case 'ggencoder': {
      const { AisDecode } = load('ggencoder') as {
        AisDecode: new (line: string, session: object) => GeneratorDecode
      }
      const session = {}
      return (line) => {
        if (new AisDecode(line, session).valid) messages++
      }
    }
    case 'ais-stream-decoder': {
      const { default: AisDecoder } = load('ais-stream-decoder') as { default: new () => StreamDecoder }
      // A stream is over after its first error (a type it does not know), so each error starts another one.
      const fresh = (): StreamDecoder => {
        const decoder = new AisDecoder()
        decoder.on('error', () => (current = fresh()))
        decoder.on('data', () => messages++)
        return decoder
      }
      let current = fresh()
      return (line) => current.write(line)
    }
    case '@signalk/nmea0183-signalk': {
      const Parser = load('@signalk/nmea0183-signalk') as new () => SignalKParser
      const parser = new Parser()
      return (line) => {
        if (parsed(parser, line)) messages++
      }
    }
  }
  throw new Error(`BUG: no such rival ${name}`)
}

/** The parser throws on sentences it does not take; those are no messages of its. */
function parsed(parser: SignalKParser, line: string): boolean {
  try {
    return Boolean(parser.parse(line))
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

const [name, folder, path] = process.argv.slice(2)
if (name === undefined || folder === undefined || path === undefined) {
  throw new Error('BUG: expected NAME FOLDER FILE')
}
const decode = decoderOf(name, folder)
for await (const line of createInterface({ input: createReadStream(path) })) decode(line)
process.stderr.write(`messages ${messages}\n`)
