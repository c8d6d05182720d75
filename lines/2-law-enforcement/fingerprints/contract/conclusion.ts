import { Type } from 'typebox'

/**
 * The scale conclusions are stated on, strongest for one source first: Friction Ridge Subcommittee of OSAC, Standard for Friction Ridge
 * Examination Conclusions (draft, 2018). None of them says how many people could have left the mark.
 */
export const CONCLUSIONS = [
  'source-identification',
  'support-same-source',
  'inconclusive',
  'support-different-sources',
  'source-exclusion',
] as const
export type ConclusionWord = (typeof CONCLUSIONS)[number]
export const ConclusionWord = Type.Enum(CONCLUSIONS)
