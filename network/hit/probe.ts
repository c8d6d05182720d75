import { fail, ok, type Result } from '@basinet/kernel/contract'

/** What is compared by engines at the holder and not by tokens. */
export type ProbeKind = 'fingerprint' | 'cartridge-case' | 'bullet'

/**
 * A probe travels encrypted to the holder, who therefore sees it: this is the Prüm way, not the blind one. Candidates go back
 * only after an examiner at the holder confirmed each.
 */
export interface Probe {
  readonly id: string
  readonly kind: ProbeKind
  readonly agreement: { readonly id: string; readonly version: number }
  readonly purpose: string
  readonly requester: string
  readonly holder: string
  /** envelope that carries the image or template, and what format it is in */
  readonly envelope: string
  readonly format: string
  readonly candidatesMax: number
}

/** `score` is the holder engine's own scale: comparable inside one answer, not between nations. */
export interface Candidate {
  readonly reference: string
  readonly rank: number
  readonly score: number
  readonly engine: string
}

export type Examination = 'identification' | 'exclusion' | 'inconclusive'

export interface ProbeCase {
  readonly probe: Probe
  readonly state: 'sent' | 'searched' | 'answered' | 'refused'
  readonly candidates: readonly Candidate[]
  readonly examined: ReadonlyMap<string, { readonly person: string; readonly finding: Examination }>
  readonly reason: string | null
}

export type ProbeStep =
  | { readonly step: 'search'; readonly candidates: readonly Candidate[] }
  | {
      readonly step: 'examine'
      readonly reference: string
      readonly person: string
      readonly finding: Examination
    }
  | { readonly step: 'answer' }
  | { readonly step: 'refuse'; readonly person: string; readonly reason: string }

export function openProbe(probe: Probe): ProbeCase {
  return { probe, state: 'sent', candidates: [], examined: new Map(), reason: null }
}

/** The holder's steps. Errors: `probe.state`, `probe.candidates`, `probe.person`, `probe.unexamined`. */
export function stepProbe(one: ProbeCase, step: ProbeStep): Result<ProbeCase> {
  const wrong = fail('probe.state', `cannot ${step.step} when ${one.state}`, 'step')
  switch (step.step) {
    case 'search': {
      if (one.state !== 'sent') return wrong
      const references = new Set(step.candidates.map((candidate) => candidate.reference))
      if (step.candidates.length > one.probe.candidatesMax || references.size !== step.candidates.length)
        return fail(
          'probe.candidates',
          `at most ${one.probe.candidatesMax} candidates, each once`,
          'candidates',
        )
      return ok({ ...one, state: 'searched', candidates: step.candidates })
    }
    case 'examine': {
      if (one.state !== 'searched') return wrong
      if (step.person.trim() === '') return fail('probe.person', 'a person examines a candidate', 'person')
      if (!one.candidates.some((candidate) => candidate.reference === step.reference))
        return fail('probe.candidates', 'no such candidate', 'reference')
      const { person, finding } = step
      return ok({ ...one, examined: new Map(one.examined).set(step.reference, { person, finding }) })
    }
    case 'answer':
      if (one.state !== 'searched') return wrong
      return one.examined.size === one.candidates.length
        ? ok({ ...one, state: 'answered' })
        : fail(
            'probe.unexamined',
            'every candidate is examined by a person before an answer leaves',
            'candidates',
          )
    case 'refuse':
      if (one.state === 'answered' || one.state === 'refused') return wrong
      if (step.person.trim() === '') return fail('probe.person', 'a person refuses a probe', 'person')
      return ok({ ...one, state: 'refused', reason: step.reason })
    default:
      throw new Error(`BUG: step ${JSON.stringify(step)}`)
  }
}

/** What leaves: candidates that an examiner did not exclude, and only of an answered probe. */
export function releasedCandidates(one: ProbeCase): readonly Candidate[] {
  if (one.state !== 'answered') return []
  return one.candidates.filter((candidate) => one.examined.get(candidate.reference)?.finding !== 'exclusion')
}
