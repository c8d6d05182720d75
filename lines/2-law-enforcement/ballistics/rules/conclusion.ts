import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { AfteWord } from '../contract/afte.ts'
import type { Microscopy } from '../contract/examination.ts'

/**
 * An identification rests on the specimens or certified casts under a comparison microscope, never on a screen (NIBIN, Guidance for
 * hit reporting). Errors: `ballistic-examination.microscopy`, `.cast`, `.future`.
 */
export function checkConclusion(word: AfteWord, microscopy: Microscopy | null, now: Date): Result<null> {
  if (microscopy === null)
    return word === 'identification'
      ? fail(
          'ballistic-examination.microscopy',
          'an identification needs the specimens or certified casts under a microscope',
          'microscopy',
        )
      : ok(null)
  if ((microscopy.of === 'certified-casts') !== (microscopy.castCertificate !== null))
    return fail(
      'ballistic-examination.cast',
      'casts are examined with their certificate, specimens without',
      'microscopy.castCertificate',
    )
  return Date.parse(microscopy.at) <= now.getTime()
    ? ok(null)
    : fail('ballistic-examination.future', 'it cannot lie in the future', 'microscopy.at')
}

/** What two independent conclusions make: one word where they are the same, a disagreement otherwise. */
export function outcomeOf(
  first: AfteWord,
  second: AfteWord,
): { state: 'concluded'; conclusion: AfteWord } | { state: 'disagreed'; conclusion: null } {
  return first === second
    ? { state: 'concluded', conclusion: first }
    : { state: 'disagreed', conclusion: null }
}
