import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, ENGINE, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

const IMAGE_STATES = ['open', 'reading', 'read', 'unreadable'] as const
const LIGHTS = ['ring', 'oblique', 'coaxial', 'unknown'] as const
const reading = {
  width: nullable(Type.Integer({ minimum: 1 })),
  height: nullable(Type.Integer({ minimum: 1 })),
  /** What is wrong with the file. */
  problem: nullable(Words(500)),
}
const facts = {
  specimen: Ref('ballistic-specimen'),
  shows: Type.Enum(['head', 'breech-face', 'firing-pin', 'ejector', 'extractor', 'land', 'whole']),
  light: Type.Enum(LIGHTS),
  /** Null: nobody measured it; no length is read from it then. */
  micrometresPerPixel: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1000 })),
  microscope: nullable(Words(200)),
}

/** A picture by a microscope. Its greys are light and not heights, so the engine compares none; people look at it. */
export const image = defineRecord({
  type: 'ballistic-image',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, file: nullable(Ref('file')), ...reading, state: Type.Enum(IMAGE_STATES) }),
  title: (b) => b.shows,
  label: { class: 'restricted' },
  searched: {
    specimen: { kind: 'text', path: 'specimen' },
    shows: { kind: 'text', path: 'shows' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['shows', 'state'],
  states: { path: 'state', all: IMAGE_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-image' },
  readers: [...LABORATORY],
})
export type BallisticImage = Static<typeof image.body>

export const openImage = defineCommand({
  name: 'ballistic-image.open',
  record: 'ballistic-image',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER],
})
/** A PNG, TIFF, BMP or JPEG file, kept with this record before; it never changes afterwards. */
export const importImage = defineCommand({
  name: 'ballistic-image.import',
  record: 'ballistic-image',
  kind: 'act',
  input: closed({ file: Ref('file') }),
  who: [EXAMINER],
  from: ['open'],
})
export const readImage = defineCommand({
  name: 'ballistic-image.read',
  record: 'ballistic-image',
  kind: 'act',
  input: closed(reading),
  who: [ENGINE],
  from: ['reading'],
})
