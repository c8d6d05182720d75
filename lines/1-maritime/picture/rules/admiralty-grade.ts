import type { CREDIBILITY, RELIABILITY } from '../contract/hand-contact.ts'

export type Reliability = (typeof RELIABILITY)[number]
export type Credibility = (typeof CREDIBILITY)[number]

type Grade<Code extends string> = {
  readonly code: Code
  readonly key: string
  readonly meaning: string
  readonly source: string
}

/**
 * The Admiralty system. Wording from general knowledge of the named publication, to be read against the nation's own
 * copy; the English meaning is for the record's print, `key` for the console's languages.
 */
const AJP = 'NATO AJP-2.1 (ed. B, 2016), annex on source reliability and information credibility'

export const RELIABILITY_GRADES: readonly Grade<Reliability>[] = [
  { code: 'A', key: 'picture.grade.reliability.A', meaning: 'completely reliable', source: AJP },
  { code: 'B', key: 'picture.grade.reliability.B', meaning: 'usually reliable', source: AJP },
  { code: 'C', key: 'picture.grade.reliability.C', meaning: 'fairly reliable', source: AJP },
  { code: 'D', key: 'picture.grade.reliability.D', meaning: 'not usually reliable', source: AJP },
  { code: 'E', key: 'picture.grade.reliability.E', meaning: 'unreliable', source: AJP },
  { code: 'F', key: 'picture.grade.reliability.F', meaning: 'reliability cannot be judged', source: AJP },
]

export const CREDIBILITY_GRADES: readonly Grade<Credibility>[] = [
  { code: '1', key: 'picture.grade.credibility.1', meaning: 'confirmed by other sources', source: AJP },
  { code: '2', key: 'picture.grade.credibility.2', meaning: 'probably true', source: AJP },
  { code: '3', key: 'picture.grade.credibility.3', meaning: 'possibly true', source: AJP },
  { code: '4', key: 'picture.grade.credibility.4', meaning: 'doubtful', source: AJP },
  { code: '5', key: 'picture.grade.credibility.5', meaning: 'improbable', source: AJP },
  { code: '6', key: 'picture.grade.credibility.6', meaning: 'truth cannot be judged', source: AJP },
]

export type GradedReport = { readonly reliability: Reliability; readonly credibility: Credibility }

/** How the pair is written: B2. */
export function gradeOf(report: GradedReport): string {
  return `${report.reliability}${report.credibility}`
}
