import { Type, type Static } from 'typebox'
import { AnyRef } from '@basinet/kernel/contract'

export const CAPABILITY = 'fingerprints'
export const LINE = '2-law-enforcement'
/** Compares and concludes. */
export const EXAMINER = 'fingerprint-examiner'
/** Takes prints and enrols cards. */
export const OFFICER = 'fingerprint-officer'
/** Heads the bureau: competence, bulk enrolment, second person of an ended basis. Sees every examination at once, so concludes none blind. */
export const MANAGER = 'fingerprint-manager'
/** The node's own hands: extracts, searches, writes down what it found. */
export const ENGINE = 'fingerprint-engine'
/** Read right of the engine on templates, which stand for no name. */
export const TEMPLATES = 'fingerprint-template'
/** Read right on examinations that are still to be kept from a second examiner. */
export const UNBLINDED = 'print-examination-unblinded'
export const PURPOSE = 'criminal-identification'
export const BUREAU = [EXAMINER, OFFICER, MANAGER] as const

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** Finger by ANSI/NIST-ITL 1-2011 table 8: 1 right thumb to 5 right little, 6 left thumb to 10 left little. */
export const FingerNumber = Type.Integer({ minimum: 1, maximum: 10 })
export const FINGERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** Pixels of the image as it was taken; y grows downwards. */
const Pixel = Type.Number({ minimum: 0, maximum: 20_000 })
export const Point = closed({ x: Pixel, y: Pixel })
export type Point = Static<typeof Point>

/** A minutia set by an examiner. Angle in radians from x right towards y down, to the side with one ridge more. */
export const Mark = closed({
  x: Pixel,
  y: Pixel,
  angle: Type.Number({ minimum: -7, maximum: 7 }),
  is: Type.Enum(['ending', 'bifurcation', 'unsure']),
})
export type Mark = Static<typeof Mark>
export const MARKS_MAX = 200

/** A finger on a card, or on an elimination card. */
export const Exemplar = closed({ of: AnyRef(), finger: FingerNumber })
export type Exemplar = Static<typeof Exemplar>
