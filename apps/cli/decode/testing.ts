import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Io } from '../io.ts'

export interface Run {
  code: number
  /** Standard output, one parsed object a line. */
  objects: Record<string, unknown>[]
  out: string
  err: string
}

/** Runs a decode verb on `input` as standard input, handed over in pieces of `piece` octets. */
export async function runVerb(
  verb: (args: string[], io: Omit<Io, 'env'>) => Promise<number>,
  args: readonly string[],
  input: Uint8Array | string,
  piece = 1 << 16,
): Promise<Run> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const printed = text(stdout)
  const told = text(stderr)
  const bytes = Buffer.from(input)
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    bytes.subarray(n * piece, (n + 1) * piece),
  )
  const code = await verb([...args], { stdin: Readable.from(pieces), stdout, stderr })
  stdout.end()
  stderr.end()
  const out = await printed
  const lines = out.split('\n').filter((line) => line !== '')
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, objects, out, err: await told }
}
