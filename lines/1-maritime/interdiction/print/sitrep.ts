import type { Interdiction } from '../contract/interdiction.ts'

/** One lettered paragraph of a situation report. */
export interface Paragraph {
  readonly letter: string
  readonly heading: string
  readonly lines: readonly string[]
}

export interface SitrepParts {
  readonly operation: Interdiction
  readonly exercise: boolean
  readonly from: string
  readonly atMs: number
  /** Writes a position as on a chart. */
  readonly position: (place: { lat: number; lon: number }) => string
  /** Date-time group. */
  readonly dtg: (at: string | number) => string
}

/** Lines of the log that a report repeats. */
const LOG_LINES = 12

/**
 * A situation report in the paragraphs of the IAMSAR manual's standard SITREP (vol. II, appendix I; vol. III, appendix D). The
 * headings stay English in every language: it is what the other centre reads.
 */
export function sitrep({ operation: op, exercise, from, atMs, position, dtg }: SitrepParts): Paragraph[] {
  const known = (text: string | number | null) => (text === null || text === '' ? 'not known' : String(text))
  const moving =
    op.courseDeg === null || op.speedKn === null
      ? 'course and speed not known'
      : `course ${Math.round(op.courseDeg)} true, speed ${op.speedKn} kn`
  const open = op.taskings.filter((t) => t.state !== 'declined')
  const paragraph = (letter: string, heading: string, ...lines: string[]): Paragraph => ({
    letter,
    heading,
    lines: lines.length === 0 ? ['nil'] : lines,
  })
  return [
    paragraph(
      '',
      'SITREP',
      `${op.reference} ${exercise ? 'EXERCISE EXERCISE EXERCISE' : ''}`.trim(),
      `DTG ${dtg(atMs)}`,
      `FROM ${from}`,
    ),
    paragraph('A', 'Identity', op.name, `flag ${known(op.flag)}`, `MMSI ${known(op.mmsi)}`),
    paragraph(
      'B',
      'Position',
      position(op.position),
      `as of ${dtg(op.sightedAt)}, within ${op.accuracyM} m`,
      moving,
    ),
    paragraph('C', 'Situation', `${op.state}; threat ${op.threat}, intent ${op.intent}`, op.grounds),
    paragraph('D', 'Description', known(op.description)),
    paragraph('E', 'Assistance required', ...(op.state === 'rescue' ? ['rescue'] : [])),
    paragraph(
      'F',
      'Coordinating centre',
      ...(op.rescue === null ? [] : [`${op.rescue.centre}, told ${dtg(op.rescue.at)}`]),
    ),
    paragraph(
      'G',
      'Authority',
      ...op.requests.map(
        (r) =>
          `${r.kind} asked of ${r.to}, ${r.instrument}: ${r.answer ?? `awaited${r.answerBy === null ? '' : ` until ${dtg(r.answerBy)}`}`}`,
      ),
    ),
    paragraph('J', 'Units', ...open.map((t) => `${t.name}: ${t.action}, ${t.state}. ${t.order}`)),
    paragraph(
      'K',
      'Meeting places',
      ...open.flatMap((t) =>
        t.position === null
          ? []
          : [`${t.name}: ${position(t.position)}${t.meetAt === null ? '' : ` at ${dtg(t.meetAt)}`}`],
      ),
    ),
    paragraph('N', 'Log', ...op.log.slice(-LOG_LINES).map((l) => `${dtg(l.at)} ${l.text}`)),
  ]
}
