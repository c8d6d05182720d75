import { createDecoder, GpsdStream, type AisReport, type AisStats } from '@basinet/ais'
import type { Io } from '../io.ts'
import { JsonLines } from './json-lines.ts'
import { fileAndFlags, runDecode, type Lines } from './run-decode.ts'

const USAGE = 'basinet decode ais FILE|- [--unscaled] [--compact] [--summary-only]'
const VERB = 'decode ais'
/** gpsdecode names its input so; consumers of its lines expect the member. */
const DEVICE = 'stdin'

/**
 * `basinet decode ais FILE|-`: one JSON object a message with gpsd's AIVDM field names, problems as objects of class
 * ERROR in their place, a summary on standard error. Returns 0, 1 when the file cannot be read, 2 for wrong usage.
 */
export async function decodeAis(args: string[], io: Omit<Io, 'env'>): Promise<number> {
  const choice = choose(args)
  if (typeof choice === 'string') {
    io.stderr.write(`${choice}\nUsage: ${USAGE}\n`)
    return 2
  }
  const { file, flags } = choice
  const lines = flags.has('--compact') ? compactLines() : gpsdLines(!flags.has('--unscaled'))
  return runDecode({ verb: VERB, file, summaryOnly: flags.has('--summary-only'), lines }, io)
}

function choose(args: readonly string[]): ReturnType<typeof fileAndFlags> {
  const choice = fileAndFlags(VERB, args, ['--unscaled', '--compact', '--summary-only'])
  if (typeof choice !== 'string' && choice.flags.has('--unscaled') && choice.flags.has('--compact')) {
    return 'basinet decode ais: --compact messages are always scaled'
  }
  return choice
}

function gpsdLines(scaled: boolean): Lines {
  const problems = new JsonLines()
  const stream = new GpsdStream((problem) => problems.count(problem), {
    scaled,
    device: DEVICE,
    writeProblems: true,
  })
  return {
    push: (chunk) => stream.push(chunk),
    end: () => stream.end(),
    take: () => stream.take(),
    summary: () => summary(stream.stats, problems),
  }
}

/** Reports with our own field names; binary data as hexadecimal. */
function compactLines(): Lines {
  const lines = new JsonLines()
  const decoder = createDecoder({
    report: (report: AisReport) => lines.add(report),
    problem: (problem) => lines.error(problem),
  })
  return {
    push: (chunk) => decoder.push(chunk),
    end: () => decoder.end(),
    take: () => lines.take(),
    summary: () => summary(decoder.stats, lines),
  }
}

function summary(stats: AisStats, problems: JsonLines): string {
  const { lines, sentences, messages, skipped } = stats
  const first = `lines ${lines}, sentences ${sentences}, messages ${messages}, skipped ${skipped}, problems ${stats.problems}`
  return `${[first, ...problems.codeRows()].join('\n')}\n`
}
