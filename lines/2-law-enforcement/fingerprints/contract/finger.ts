import { Type, type Static } from 'typebox'
import { Ref } from '@basinet/kernel/contract'
import { closed, FingerNumber, nullable, Words } from './words.ts'

export const FINGER_STATES = ['taken', 'missing', 'bandaged', 'not-taken'] as const
const QUALITY_REASONS = [
  'no-print',
  'too-small',
  'cut-off',
  'too-faint',
  'too-dry',
  'too-wet',
  'unclear',
  'few-minutiae',
] as const

/** What the engine says of a print; it informs and refuses nothing. */
export const PrintQuality = closed({
  value: Type.Integer({ minimum: 0, maximum: 100 }),
  reasons: Type.Array(Type.Enum(QUALITY_REASONS), { maxItems: 8 }),
  minutiae: Type.Integer({ minimum: 0, maximum: 1000 }),
  ppi: Type.Integer({ minimum: 100, maximum: 4000 }),
  /** Where the resolution came from: given, stated by the file, or judged from the ridges. */
  ppiFrom: Type.Enum(['given', 'file', 'ridges']),
})
export type PrintQuality = Static<typeof PrintQuality>

const taken = {
  finger: FingerNumber,
  impression: Type.Enum(['rolled', 'plain']),
  status: Type.Enum(FINGER_STATES),
  /** Image, or an ANSI/NIST transaction of which it is one record. */
  image: nullable(Ref('file')),
  /** Place of the record in the transaction, counted from 0; null for an image by itself. */
  part: nullable(Type.Integer({ minimum: 0, maximum: 500 })),
  /** Why there is no print, or what is unusual about it. */
  remark: nullable(Words(200)),
}
export const TakenFinger = closed(taken)
export type TakenFinger = Static<typeof TakenFinger>

/** A finger with what the engine found; null before it looked. */
export const Finger = closed({
  ...taken,
  quality: nullable(PrintQuality),
  /** Why the image could not be read. */
  problem: nullable(Words(300)),
})
export type Finger = Static<typeof Finger>

export const Fingers = Type.Array(Finger, { maxItems: 10 })
export const TakenFingers = Type.Array(TakenFinger, { minItems: 1, maxItems: 10 })

/** What the engine writes back for a finger. */
export const ReadFinger = closed({
  finger: FingerNumber,
  quality: nullable(PrintQuality),
  problem: nullable(Words(300)),
})
export type ReadFinger = Static<typeof ReadFinger>
