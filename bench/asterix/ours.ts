import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

// Before our own modules are loaded, so that their compiled code is kept from run to run as in an installed program.
enableCompileCache()
const { createDecoder } = await import('@basinet/asterix')
const { sumFunctions } = await import('./sums.ts')

/** One measured process: `decode FILE` sums every field of every record, `json FILE` writes each record as a JSON line. */
const CHUNK_BYTES = 1 << 16
const CATEGORIES = [48, 62]

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(CHUNK_BYTES)
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
    yield buffer.subarray(0, read)
  closeSync(file)
}

function decode(path: string): number {
  const sums = sumFunctions(CATEGORIES)
  const [sum48, sum62] = CATEGORIES.map((category) => sums.get(category)!)
  let records = 0
  let total = 0
  const decoder = createDecoder(
    {
      record(record) {
        records++
        total += record.cat === 48 ? sum48!(record) : sum62!(record)
      },
      problem: fail,
    },
    { framing: 'raw' },
  )
  for (const chunk of chunksOf(path)) decoder.push(chunk)
  decoder.end()
  if (!Number.isFinite(total)) throw new Error('BUG: a field is not a number')
  process.stderr.write(`sum ${total}\n`)
  return records
}

function json(path: string): number {
  let text = ''
  let records = 0
  const decoder = createDecoder(
    {
      record(record) {
        records++
        text += `${JSON.stringify(record)}\n`
      },
      problem: fail,
    },
    { framing: 'raw' },
  )
  for (const chunk of chunksOf(path)) {
    decoder.push(chunk)
    writeAll(Buffer.from(text))
    text = ''
  }
  decoder.end()
  writeAll(Buffer.from(text))
  return records
}

function fail(problem: { message: string }): never {
  throw new Error(`BUG: the input is sound, yet: ${problem.message}`)
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}

const [mode, path] = process.argv.slice(2)
if (path === undefined) throw new Error('BUG: expected decode|json FILE')
process.stderr.write(`messages ${mode === 'json' ? json(path) : decode(path)}\n`)
