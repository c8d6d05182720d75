import {
  createDecoder,
  formatAddress,
  formatOf,
  SbsReader,
  type AdsbFormat,
  type AdsbProblem,
  type AdsbReport,
} from '@basinet/adsb'
import type { Io } from '../io.ts'
import { JsonLines } from './json-lines.ts'
import { fileAndFlags, runDecode, type Lines } from './run-decode.ts'

const USAGE = 'basinet decode adsb FILE|- [--summary-only]'
const VERB = 'decode adsb'
const FORMAT_NAMES: Readonly<Record<AdsbFormat, string>> = {
  beast: 'Beast binary',
  lines: 'AVR lines',
  sbs: 'SBS (BaseStation) lines',
}

/**
 * `basinet decode adsb FILE|-`: one JSON object a message, problems as objects of class ERROR in their place, the form found
 * and counts on standard error. Returns 0, 1 when the file cannot be read, 2 for wrong usage.
 */
export async function decodeAdsb(args: string[], io: Omit<Io, 'env'>): Promise<number> {
  const choice = fileAndFlags(VERB, args, ['--summary-only'])
  if (typeof choice === 'string') {
    io.stderr.write(`${choice}\nUsage: ${USAGE}\n`)
    return 2
  }
  const { file, flags } = choice
  return runDecode({ verb: VERB, file, summaryOnly: flags.has('--summary-only'), lines: new AdsbLines() }, io)
}

/** What reads one form: the rest of `Lines` is the same for all. */
interface Reader {
  push(chunk: Uint8Array): void
  end(): void
  counts(): string
}

/** Holds the first octets back until their form is known. */
class AdsbLines implements Lines {
  private readonly out = new JsonLines()
  private waiting: Uint8Array = new Uint8Array(0)
  private format: AdsbFormat | null = null
  private reader: Reader | null = null

  push(chunk: Uint8Array): void {
    if (this.reader === null) this.choose(Buffer.concat([this.waiting, chunk]), false)
    else this.reader.push(chunk)
  }

  end(): void {
    if (this.reader === null) this.choose(this.waiting, true)
    this.reader?.end()
  }

  take(): Uint8Array {
    return this.out.take()
  }

  summary(): string {
    const { format, reader } = this
    if (format === null || reader === null) return 'BUG: read to no end'
    return `${[`format ${FORMAT_NAMES[format]}`, reader.counts(), ...this.out.codeRows()].join('\n')}\n`
  }

  private choose(bytes: Uint8Array, last: boolean): void {
    this.waiting = bytes
    this.format = formatOf(bytes, last)
    if (this.format === null) return
    this.reader = this.format === 'sbs' ? sbsReader(this.out) : frameReader(this.out, this.format)
    this.reader.push(bytes)
    this.waiting = new Uint8Array(0)
  }
}

function frameReader(out: JsonLines, format: 'beast' | 'lines'): Reader {
  const sink = { report: (report: AdsbReport) => out.add(reportObject(report)), problem: tell(out) }
  const decoder = createDecoder(sink, { format })
  return {
    push: (chunk) => decoder.push(chunk),
    end: () => decoder.end(),
    counts() {
      const { frames, messages, repaired, positions, skipped, problems } = decoder.stats
      return `frames ${frames}, messages ${messages}, repaired ${repaired}, positions ${positions}, skipped ${skipped}, problems ${problems}`
    },
  }
}

function sbsReader(out: JsonLines): Reader {
  let messages = 0
  let problems = 0
  const problem = tell(out)
  const reader = new SbsReader({
    message(message, line) {
      messages++
      out.add({ line, icao: formatAddress(message.address), ...message })
    },
    problem(found) {
      problems++
      problem(found)
    },
  })
  return {
    push: (chunk) => reader.push(chunk),
    end: () => reader.end(),
    counts: () => `messages ${messages}, skipped ${reader.skipped}, problems ${problems}`,
  }
}

/** `icao` where the sender's address is one, everything of the message, and what it gave; no state of the tracker. */
function reportObject({ message, at, unit, aircraft: _aircraft, ...facts }: AdsbReport): object {
  const icao =
    'addressKind' in message && message.addressKind !== 'icao' ? {} : { icao: formatAddress(message.address) }
  return { [unit]: at, ...icao, ...message, ...facts }
}

function tell(out: JsonLines): (problem: AdsbProblem) => void {
  return ({ at, unit, ...problem }) => out.error(problem, { [unit]: at })
}
