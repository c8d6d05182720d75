import { createDecoder, type AsterixProblem, type EditionChoice } from '@basinet/asterix'
import type { Io } from '../io.ts'
import { JsonLines } from './json-lines.ts'
import { fileAndFlags, runDecode, type Lines } from './run-decode.ts'

const USAGE = 'basinet decode asterix FILE|- [--summary-only]'
const VERB = 'decode asterix'

/**
 * `basinet decode asterix FILE|-`: one JSON object a record, `{cat, edition, items…, at, timeMs?, source?, damaged?}` (`at`: octet of its
 * block in the input), problems as objects of class ERROR in their place, the editions chosen and counts on standard
 * error. Raw blocks, FINAL recordings and pcap are told apart. Returns 0, 1 when the file cannot be read, 2 for wrong usage.
 */
export async function decodeAsterix(args: string[], io: Omit<Io, 'env'>): Promise<number> {
  const choice = fileAndFlags(VERB, args, ['--summary-only'])
  if (typeof choice === 'string') {
    io.stderr.write(`${choice}\nUsage: ${USAGE}\n`)
    return 2
  }
  const { file, flags } = choice
  return runDecode({ verb: VERB, file, summaryOnly: flags.has('--summary-only'), lines: asterixLines() }, io)
}

function asterixLines(): Lines {
  const lines = new JsonLines()
  const editions = new Map<string, EditionChoice>()
  const decoder = createDecoder({
    record(record, { at, timeMs, source, damaged }) {
      lines.add({
        ...record,
        at,
        ...(timeMs === null ? {} : { timeMs }),
        ...(source === null ? {} : { source }),
        ...(damaged ? { damaged } : {}),
      })
    },
    problem: ({ at, ...problem }: AsterixProblem) => lines.error(problem, { byte: at }),
    edition: (found) => editions.set(sourceOf(found), found),
  })
  return {
    push: (chunk) => decoder.push(chunk),
    end: () => decoder.end(),
    take: () => lines.take(),
    summary() {
      const { octets, blocks, records, problems } = decoder.stats
      const counts = `octets ${octets}, blocks ${blocks}, records ${records}, problems ${problems}`
      return `${[counts, ...lines.codeRows(), ...editionRows([...editions.values()])].join('\n')}\n`
    },
  }
}

function sourceOf({ category, sac, sic }: EditionChoice): string {
  const from = sac === null || sic === null ? 'unknown source' : `source ${sac}/${sic}`
  return `category ${String(category).padStart(3, '0')} ${from}`
}

function editionRows(editions: readonly EditionChoice[]): string[] {
  const rows = editions.map((choice) => {
    const { edition, how, records, unread, doubts, alike } = choice
    const as = alike.length === 0 ? '' : `, as good: ${alike.join(' ')}`
    return `  ${sourceOf(choice)}: edition ${edition} (${how}, ${records} records, ${unread} unread, ${doubts} doubts${as})`
  })
  return rows.toSorted()
}
