import { Type } from 'typebox'

/** AFTE Range of Conclusions (Association of Firearm and Tool Mark Examiners, adopted 1992): the inconclusive ones lean A to, C away. */
export const AFTE = [
  'identification',
  'inconclusive-a',
  'inconclusive-b',
  'inconclusive-c',
  'elimination',
  'unsuitable',
] as const
export type AfteWord = (typeof AFTE)[number]
export const Afte = Type.Enum(AFTE)
