import type { StoredRecord } from '@basinet/kernel/contract'
import type { Foreign } from '@basinet/kernel/court'
import type { PrintComparison } from '../contract/comparison.ts'
import type { PrintExamination } from '../contract/examination.ts'
import type { LatentCase, LatentMark } from '../contract/latent.ts'
import type { Mark, Point } from '../contract/words.ts'

/** What a report is made of; every record as its reader may read it. */
export interface ReportParts {
  readonly comparison: StoredRecord<PrintComparison>
  readonly first: StoredRecord<PrintExamination>
  readonly second: StoredRecord<PrintExamination>
  readonly mark: StoredRecord<LatentMark>
  readonly case: StoredRecord<LatentCase>
  /** Number of the card the exemplar is on. */
  readonly card: string
  /** Names by account; an account without one stands as it is. */
  readonly names: ReadonlyMap<string, string>
  /** What of it came from abroad, each with the decision that made it evidence. */
  readonly foreign: readonly Foreign[]
}

/** A point drawn over an image; `later` ones were set after the exemplar was open. */
export interface DrawnMark extends Mark {
  readonly later: boolean
}

export interface Drawn {
  readonly marks: readonly DrawnMark[]
  readonly pairs: readonly Point[]
}

/** One examiner's marks on either print. */
export function drawnOf(body: PrintExamination, on: 'mark' | 'exemplar'): Drawn {
  const later = body.later.filter((one) => one.on === on).map(({ mark }) => ({ ...mark, later: true }))
  const first = on === 'mark' ? body.analysis.marks.map((mark) => ({ ...mark, later: false })) : []
  return {
    marks: [...first, ...later],
    pairs: body.pairs.map((pair) => (on === 'mark' ? pair.inMark : pair.inExemplar)),
  }
}

/** A line of the report: a heading, or a word with its value. */
export type ReportLine =
  | { readonly heading: string }
  | { readonly term: string; readonly value: string }
  | { readonly text: string }

/** Text of the report by key; the keys are those of the capability's messages. */
export type Say = (key: string) => string

/** By whose certificate what came from abroad is evidence, and under which conditions. */
function foreignLines(foreign: readonly Foreign[], say: Say): ReportLine[] {
  if (foreign.length === 0) return []
  return [
    { heading: say('report.foreign') },
    ...foreign.flatMap(({ owner, conversion }): ReportLine[] => [
      {
        term: say('report.certificate'),
        value: [
          owner,
          conversion.certificate?.['number'],
          conversion.certificate?.['authority'],
          conversion.certificate?.['enablingLaw'],
        ]
          .filter((part) => typeof part === 'string')
          .join(', '),
      },
      ...(conversion.conditions === ''
        ? []
        : [{ term: say('report.conditions'), value: conversion.conditions }]),
    ]),
  ]
}

/** What the report says, in its order. What a court must know that this is not stands in it and cannot be left out. */
export function linesOf(parts: ReportParts, say: Say): ReportLine[] {
  const { comparison, mark } = parts
  const { conclusion, resolution, exemplar, state } = comparison.body
  const who = (person: string): string => parts.names.get(person) ?? person
  const term = (key: string, value: string): ReportLine => ({ term: say(`report.${key}`), value })
  const time = (at: string | null): string => at ?? '–'
  const examiner = (one: StoredRecord<PrintExamination>): ReportLine[] => {
    const { body } = one
    return [
      { heading: `${say(`value.seat.${body.seat}`)}: ${who(body.examiner)}` },
      term(
        'locked',
        `${time(body.analysis.lockedAt)}; ${say('report.marks')}: ${body.analysis.marks.length}`,
      ),
      term('clarity', say(`value.clarity.${body.analysis.clarity}`)),
      ...(body.analysis.distortion === null ? [] : [term('distortion', body.analysis.distortion)]),
      term('opened', time(body.openedAt)),
      term('later', `${body.later.length}; ${say('report.pairs')}: ${body.pairs.length}`),
      term(
        'conclusion',
        body.conclusion === null ? say('value.state.no-value') : say(`value.word.${body.conclusion.word}`),
      ),
      ...(body.conclusion === null ? [] : [term('grounds', body.conclusion.grounds)]),
    ]
  }
  return [
    { heading: say('report.matter') },
    term('case', `${parts.case.body.number}, ${parts.case.body.offence}, ${parts.case.body.scene}`),
    term('mark', `${mark.body.number}; ${mark.body.found}`),
    term('lifted', `${mark.body.liftedAt}, ${mark.body.liftedBy}; ${say(`value.lift.${mark.body.lift}`)}`),
    term('exemplar', `${parts.card}, ${say('report.finger')} ${exemplar.finger}`),
    { heading: say('report.result') },
    term('conclusion', conclusion === null ? say(`value.state.${state}`) : say(`value.word.${conclusion}`)),
    { text: say(conclusion === null ? 'report.means.none' : `report.means.${conclusion}`) },
    ...(resolution === null
      ? []
      : [
          term('settled', `${say(`value.way.${resolution.way}`)}: ${who(resolution.by)}, ${resolution.at}`),
          term('grounds', resolution.grounds),
        ]),
    ...examiner(parts.first),
    ...examiner(parts.second),
    ...foreignLines(parts.foreign, say),
    { heading: say('report.limits') },
    ...['1', '2', '3', '4'].map((n) => ({ text: say(`report.limits.${n}`) })),
  ]
}
