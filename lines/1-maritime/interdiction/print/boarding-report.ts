import type { Boarding } from '../contract/boarding.ts'
import type { Paragraph } from './sitrep.ts'

export interface BoardingReportParts {
  readonly boarding: Boarding
  readonly operation: string
  readonly exercise: boolean
  readonly from: string
  readonly atMs: number
  readonly position: (place: { lat: number; lon: number }) => string
  readonly dtg: (at: string | number) => string
  /** Titles of the seizures that the reader may see. */
  readonly seizures: readonly string[]
}

/**
 * A boarding report as it goes to the flag state and the file: authority first, then each use of force by itself. Persons held have
 * records of their own and are not named on it. The headings stay English in every language, as the SITREP's do.
 */
export function boardingReport(parts: BoardingReportParts): Paragraph[] {
  const { boarding: b, exercise, from, atMs, position, dtg } = parts
  const known = (text: string | null): string => (text === null || text === '' ? 'not known' : text)
  const paragraph = (letter: string, heading: string, ...lines: string[]): Paragraph => ({
    letter,
    heading,
    lines: lines.length === 0 ? ['nil'] : lines,
  })
  const hidden = b.seizures.length - parts.seizures.length
  return [
    paragraph(
      '',
      'BOARDING REPORT',
      `${parts.operation} ${exercise ? 'EXERCISE EXERCISE EXERCISE' : ''}`.trim(),
      `DTG ${dtg(atMs)}`,
      `FROM ${from}`,
      ...(b.state === 'open' ? ['DRAFT: the boarding is not reported yet'] : []),
    ),
    paragraph(
      'A',
      'Vessel',
      b.vessel,
      `registration ${known(b.registration)}`,
      `flag ${known(b.flag)}`,
      `master ${known(b.master)}`,
    ),
    paragraph(
      'B',
      'Place and time',
      position(b.position),
      `boarded ${dtg(b.at)}`,
      b.leftAt === null ? 'still aboard' : `left ${dtg(b.leftAt)}`,
    ),
    paragraph('C', 'Authority', b.authority),
    paragraph('D', 'Team', ...b.team),
    paragraph('E', 'Persons aboard', String(b.persons)),
    paragraph('F', 'Findings', ...(b.findings === null ? [] : [b.findings])),
    paragraph(
      'G',
      'Use of force',
      ...b.force.map(
        (f) =>
          `${dtg(f.at)} ${f.kind} by ${f.by}, ${f.rounds} rounds. Warning: ${f.warning} Necessity: ${f.necessity} Injuries: ${f.injuries}${f.medical === null ? '' : ` Medical: ${f.medical}`}`,
      ),
    ),
    paragraph(
      'H',
      'Seized',
      ...parts.seizures,
      ...(hidden > 0 ? [`${hidden} more, not shown to this reader`] : []),
    ),
    paragraph(
      '',
      'Signed',
      '',
      '........................................',
      'boarding officer',
      '........................................',
      'master, or refused to sign',
    ),
  ]
}
