import type { StoredRecord } from '@basinet/kernel/contract'
import type { BallisticComparison } from '../contract/comparison.ts'
import type { BallisticExamination } from '../contract/examination.ts'
import type { Specimen } from '../contract/specimen.ts'
import type { BallisticSurface } from '../contract/surface.ts'
import { ratioOf } from '../rules/ratio.ts'

/** What a report is made of; every record as its reader may read it. */
export interface ReportParts {
  readonly comparison: StoredRecord<BallisticComparison>
  readonly examinations: readonly StoredRecord<BallisticExamination>[]
  readonly sides: readonly Side[]
  /** Names by account; an account without one stands as it is. */
  readonly names: ReadonlyMap<string, string>
}

export interface Side {
  readonly specimen: StoredRecord<Specimen>
  readonly surface: StoredRecord<BallisticSurface>
  /** Number of the exhibit in custody; null where the reader may not read it. */
  readonly exhibit: string | null
  /** Name of the agency that recorded the specimen. */
  readonly laboratory: string | null
}

export type ReportLine =
  | { readonly heading: string }
  | { readonly term: string; readonly value: string }
  | { readonly text: string }

/** Text of the report by key; the keys are those of the capability's messages. */
export type Say = (key: string) => string

const LIMITS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** What the report says, in its order. What a court must know that this is not stands in it and cannot be left out. */
export function linesOf(parts: ReportParts, say: Say): ReportLine[] {
  const { conclusion, confirmedBy, resolution } = parts.comparison.body
  const who = (person: string): string => parts.names.get(person) ?? person
  return [
    ...parts.sides.flatMap((side) => sideLines(side, say)),
    { heading: say('record.ballistic-comparison.field.conclusion') },
    {
      text:
        conclusion === null
          ? say('record.ballistic-comparison.value.state.disagreed')
          : say(`value.conclusion.${conclusion}`),
    },
    ...(conclusion === null ? [] : [{ text: say(`report.means.${conclusion}`) }]),
    ...(confirmedBy === null
      ? []
      : [{ term: say('record.ballistic-comparison.field.confirmedBy'), value: confirmedBy }]),
    ...parts.examinations.flatMap((one) => examinationLines(one, who, say)),
    ...(resolution === null
      ? []
      : [
          { heading: say('command.ballistic-comparison.resolve.name') },
          { term: who(resolution.by), value: `${say(`value.word.${resolution.word}`)}, ${resolution.at}` },
          { term: say('record.ballistic-examination.field.grounds'), value: resolution.grounds },
        ]),
    ...engineLines(parts.comparison.body, say),
    { heading: say('report.limits') },
    ...LIMITS.map((n) => ({ text: `${n}. ${say(`report.limits.${n}`)}` })),
  ]
}

function sideLines({ specimen, surface, exhibit, laboratory }: Side, say: Say): ReportLine[] {
  const { number, kind, classes, incident } = specimen.body
  const { area, origin, calibration, grid } = surface.body
  const instrument = [origin?.manufacturer, origin?.model, origin?.serial].filter(Boolean).join(' ')
  return [
    { heading: `${say('record.ballistic-specimen.name')} ${number}` },
    {
      term: say('record.ballistic-specimen.field.kind'),
      value: `${say(`record.ballistic-specimen.value.kind.${kind}`)}, ${classes.calibre}`,
    },
    { term: say('bl.custody'), value: `${exhibit ?? '–'}; ${laboratory ?? '–'}` },
    ...(incident === null
      ? []
      : [{ term: say('record.ballistic-specimen.field.incident'), value: incident }]),
    {
      term: say('record.ballistic-surface.field.area'),
      value: `${say(`record.ballistic-surface.value.area.${area}`)}${grid === null ? '' : `, ${grid.width} × ${grid.height}, ${grid.spacingUm.toFixed(2)} µm`}`,
    },
    { term: say('record.ballistic-surface.field.origin'), value: instrument || '–' },
    { term: say('record.ballistic-surface.field.calibration'), value: calibration ?? '–' },
  ]
}

function examinationLines(
  { body }: StoredRecord<BallisticExamination>,
  who: (person: string) => string,
  say: Say,
): ReportLine[] {
  const { microscopy } = body
  return [
    { heading: who(body.examiner) },
    { term: say('record.ballistic-comparison.field.conclusion'), value: say(`value.word.${body.word}`) },
    { term: say('record.ballistic-examination.field.laboratory'), value: body.laboratory },
    {
      term: say('record.ballistic-examination.field.microscopy'),
      value:
        microscopy === null
          ? say('bl.no-microscope')
          : [
              say(`record.ballistic-examination.value.microscopy.of.${microscopy.of}`),
              microscopy.microscope,
              microscopy.at,
              ...(microscopy.castCertificate === null ? [] : [microscopy.castCertificate]),
            ].join('; '),
    },
    { term: say('record.ballistic-examination.field.grounds'), value: body.grounds },
  ]
}

/** How the pair came before the examiners. It is no part of their conclusion. */
function engineLines({ result }: BallisticComparison, say: Say): ReportLine[] {
  if (result === null) return []
  const { decision, cmc, usable, lr, engine } = result
  return [
    { heading: say('report.engine') },
    { text: say('report.engine-text') },
    {
      term: engine,
      value: `${say(`record.ballistic-comparison.value.result.decision.${decision}`)}${cmc === null ? '' : `; ${cmc} / ${usable ?? 0} ${say('record.ballistic-comparison.field.result.cells')}`}`,
    },
    {
      term: say('record.ballistic-comparison.field.result.lr'),
      value:
        lr === null
          ? say('bl.lr-none')
          : `${ratioOf(lr.log10)} (5–95 %: ${ratioOf(lr.low)} – ${ratioOf(lr.high)}; log10 ${lr.log10.toFixed(1)})${lr.bounded ? `, ${say('bl.lr-bounded')}` : ''}; ${lr.referenceSet}`,
    },
  ]
}
