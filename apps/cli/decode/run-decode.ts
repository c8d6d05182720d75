import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Io } from '../io.ts'
import { Output } from './output.ts'

const READ_BYTES = 1 << 18

/** Bytes in, JSON lines out, until `end`; then what standard error is told. */
export interface Lines {
  push(chunk: Uint8Array): void
  end(): void
  take(): Uint8Array
  summary(): string
}

interface Job {
  /** The words of the verb, for messages. */
  readonly verb: string
  readonly file: string
  readonly summaryOnly: boolean
  readonly lines: Lines
}

/** Drives a decoder over a file or standard input (`-`). Returns 0, or 1 when it cannot be read. */
export async function runDecode(
  { verb, file, summaryOnly, lines }: Job,
  io: Omit<Io, 'env'>,
): Promise<number> {
  const input = file === '-' ? io.stdin : createReadStream(file, { highWaterMark: READ_BYTES })
  const out = new Output(io.stdout, summaryOnly)
  try {
    for await (const chunk of input as Readable) {
      lines.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : (chunk as Buffer))
      if (!(await out.write(lines.take()))) break
    }
    lines.end()
    await out.write(lines.take())
  } catch (error) {
    io.stderr.write(`basinet ${verb}: ${file}: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    out.release()
  }
  io.stderr.write(lines.summary())
  return 0
}

/** File and flags of a decode verb, or what is wrong with them. */
export function fileAndFlags(
  verb: string,
  args: readonly string[],
  known: readonly string[],
): { file: string; flags: ReadonlySet<string> } | string {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')))
  const files = args.filter((arg) => !arg.startsWith('--'))
  const unknown = [...flags].find((flag) => !known.includes(flag))
  if (unknown !== undefined) return `basinet ${verb}: unknown option ${unknown}`
  if (files.length !== 1) return `basinet ${verb}: expected one file, found ${files.length}`
  return { file: files[0]!, flags }
}
