import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

// Before our own modules are loaded, so that their compiled code is kept from run to run as in an installed program.
enableCompileCache()
const { createDecoder, GpsdStream } = await import('@basinet/ais')

/** One measured process: `decode FILE` makes every message object, `json FILE` writes every message as JSON text. */
const CHUNK_BYTES = 1 << 16

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(CHUNK_BYTES)
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
    yield buffer.subarray(0, read)
  closeSync(file)
}

function decode(path: string): number {
  let messages = 0
  let latest: unknown = null
  const decoder = createDecoder({
    report(report) {
      messages++
      latest = report.message
    },
    problem: () => undefined,
  })
  for (const chunk of chunksOf(path)) decoder.push(chunk)
  decoder.end()
  if (messages > 0 && latest === null) throw new Error('BUG: messages without content')
  return messages
}

function json(path: string): number {
  const stream = new GpsdStream(() => undefined, { device: 'stdin' })
  for (const chunk of chunksOf(path)) {
    stream.push(chunk)
    writeAll(stream.take())
  }
  stream.end()
  writeAll(stream.take())
  return stream.stats.messages
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}

const [mode, path] = process.argv.slice(2)
if (path === undefined) throw new Error('BUG: expected decode|json FILE')
process.stderr.write(`messages ${mode === 'json' ? json(path) : decode(path)}\n`)
