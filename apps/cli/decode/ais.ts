import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createDecoder, GpsdStream, type AisProblem, type AisReport, type AisStats } from '@basinet/ais'

const USAGE = 'basinet decode ais FILE|- [--unscaled] [--compact] [--summary-only]'
const READ_BYTES = 1 << 18
/** gpsdecode names its input so; consumers of its lines expect the member. */
const DEVICE = 'stdin'

interface Streams {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

interface Choice {
  file: string
  unscaled: boolean
  compact: boolean
  summaryOnly: boolean
}

/** Bytes in, JSON lines out, until `end`. */
interface Lines {
  push(chunk: Uint8Array): void
  end(): void
  take(): Uint8Array
  readonly stats: AisStats
}

/**
 * `basinet decode ais FILE|-`: one JSON object a message with gpsd's AIVDM field names, problems as objects of class
 * ERROR in their place, a summary on standard error. Returns 0, 1 when the file cannot be read, 2 for wrong usage.
 */
export async function decodeAis(args: string[], io: Streams): Promise<number> {
  const choice = choose(args)
  if (typeof choice === 'string') {
    io.stderr.write(`${choice}\nUsage: ${USAGE}\n`)
    return 2
  }
  const problems = new Map<string, number>()
  const count = (problem: AisProblem): void => {
    problems.set(problem.code, (problems.get(problem.code) ?? 0) + 1)
  }
  const lines = choice.compact ? compactLines(count) : gpsdLines(count, choice)
  const input = choice.file === '-' ? io.stdin : createReadStream(choice.file, { highWaterMark: READ_BYTES })
  const out = new Output(io.stdout, choice.summaryOnly)
  try {
    for await (const chunk of input as Readable) {
      lines.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : (chunk as Buffer))
      if (!(await out.write(lines.take()))) break
    }
    lines.end()
    await out.write(lines.take())
  } catch (error) {
    io.stderr.write(
      `basinet decode ais: ${choice.file}: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return 1
  } finally {
    out.release()
  }
  io.stderr.write(summary(lines.stats, problems))
  return 0
}

function choose(args: readonly string[]): Choice | string {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')))
  const files = args.filter((arg) => !arg.startsWith('--'))
  const known = new Set(['--unscaled', '--compact', '--summary-only'])
  const unknown = [...flags].find((flag) => !known.has(flag))
  if (unknown !== undefined) return `basinet decode ais: unknown option ${unknown}`
  if (files.length !== 1) return `basinet decode ais: expected one file, found ${files.length}`
  if (flags.has('--unscaled') && flags.has('--compact')) {
    return 'basinet decode ais: --compact messages are always scaled'
  }
  return {
    file: files[0]!,
    unscaled: flags.has('--unscaled'),
    compact: flags.has('--compact'),
    summaryOnly: flags.has('--summary-only'),
  }
}

function gpsdLines(count: (problem: AisProblem) => void, choice: Choice): Lines {
  return new GpsdStream(count, { scaled: !choice.unscaled, device: DEVICE, writeProblems: true })
}

/** Reports with our own field names; binary data as hexadecimal. */
function compactLines(count: (problem: AisProblem) => void): Lines {
  let text = ''
  const decoder = createDecoder({
    report(report: AisReport) {
      text += `${JSON.stringify(report, hexData)}\n`
    },
    problem(problem) {
      count(problem)
      text += `${JSON.stringify({ class: 'ERROR', ...problem })}\n`
    },
  })
  return {
    push: (chunk) => decoder.push(chunk),
    end: () => decoder.end(),
    take() {
      const bytes = Buffer.from(text)
      text = ''
      return bytes
    },
    get stats() {
      return decoder.stats
    },
  }
}

function hexData(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}

/** Writes with back-pressure; a reader that goes away (`| head`) ends the work without an error. */
class Output {
  private readonly stream: NodeJS.WritableStream
  private readonly silent: boolean
  private failure: NodeJS.ErrnoException | null = null
  private readonly onError = (error: NodeJS.ErrnoException): void => {
    this.failure = error
  }

  constructor(stream: NodeJS.WritableStream, silent: boolean) {
    this.stream = stream
    this.silent = silent
    stream.on('error', this.onError)
  }

  /** False when nobody reads any more. */
  async write(bytes: Uint8Array): Promise<boolean> {
    if (this.silent || bytes.length === 0) return true
    if (this.closed()) return false
    // The view is overwritten by the next chunk while the stream may still hold it.
    const copy = Buffer.from(bytes)
    if (!this.stream.write(copy)) await this.drained()
    return !this.closed()
  }

  release(): void {
    // An error that arrives after the last write (a closed pipe) has no reader left to tell.
    if (this.failure === null) this.stream.once('error', () => undefined)
    this.stream.off('error', this.onError)
  }

  private closed(): boolean {
    if (this.failure === null) return false
    if (this.failure.code === 'EPIPE' || this.failure.code === 'ERR_STREAM_DESTROYED') return true
    throw this.failure
  }

  private async drained(): Promise<void> {
    const stop = new AbortController()
    const onError = (): void => stop.abort()
    this.stream.once('error', onError)
    this.stream.once('close', onError)
    try {
      await once(this.stream, 'drain', { signal: stop.signal })
    } catch (error) {
      if (!stop.signal.aborted && this.failure === null) throw error
    } finally {
      this.stream.off('error', onError)
      this.stream.off('close', onError)
    }
  }
}

function summary(stats: AisStats, problems: ReadonlyMap<string, number>): string {
  const rows = [
    `lines ${stats.lines}, sentences ${stats.sentences}, messages ${stats.messages}, skipped ${stats.skipped}, problems ${stats.problems}`,
    ...[...problems].toSorted(([a], [b]) => a.localeCompare(b)).map(([code, n]) => `  ${code} ${n}`),
  ]
  return `${rows.join('\n')}\n`
}
