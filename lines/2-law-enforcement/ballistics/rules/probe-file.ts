import { Type, type Static } from 'typebox'
import { Check } from 'typebox/value'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { ProbeContent } from '@basinet/network/contract'
import { packMap, prepare, readX3p, resample, writeX3p } from '@basinet/topography'
import { Classes, SPECIMEN_KINDS } from '../contract/specimen.ts'
import { closed } from '../contract/words.ts'

/** Heights as X3P; the class characteristics stand as JSON in the comment of its Record2. */
export const FORMAT = 'X3P (ISO 25178-72)'
/** 280 × 280 points of 16 bits take at most 160 kB. */
export const CONTENT_MAX_BYTES = 600_000
/** What `prepare` begins with: nothing finer is compared. */
const TRAVEL_METRES = 12.5e-6
/** Points a side of what is taken from abroad: 12 mm. */
const SIDE_MAX = 1000

const Said = closed({
  kind: Type.Enum(SPECIMEN_KINDS),
  area: Type.Enum(['breech-face', 'firing-pin']),
  classes: Classes,
})
type Said = Static<typeof Said>

/** The heights of a surface and its classes; instrument, dates, names and numbers stay at home. Errors: `fired-case.format`. */
export function writeProbe(
  bytes: Uint8Array,
  said: Pick<Said, 'kind' | 'classes'> & { readonly area: string },
): Result<Uint8Array> {
  const x3p = readX3p(bytes)
  if (!x3p.ok) return fail('fired-case.format', `${x3p.error.at}: ${x3p.error.message}`.slice(0, 300))
  const none = { date: null, creator: null, version: null, probing: null, identification: null }
  const content = writeX3p({
    feature: 'SUR',
    heights: 'I',
    surface: resample(x3p.value.surface, TRAVEL_METRES),
    origin: {
      ...none,
      manufacturer: null,
      model: null,
      serial: null,
      calibrationDate: null,
      comment: JSON.stringify(said),
    },
  })
  return content.length <= CONTENT_MAX_BYTES
    ? ok(content)
    : fail('fired-case.format', `${content.length} bytes; at most ${CONTENT_MAX_BYTES} travel`)
}

/** A partner's probe; its bytes are taken for nothing until they were read. Errors: `fired-case.format`. */
export function readProbe({ format, bytes }: ProbeContent): Result<Said & { readonly map: Uint8Array }> {
  const no = (message: string): Result<never> => fail('fired-case.format', message.slice(0, 300))
  if (format !== FORMAT) return no(`${FORMAT} expected, "${format.slice(0, 40)}" there`)
  if (bytes.length > CONTENT_MAX_BYTES)
    return no(`${bytes.length} bytes; at most ${CONTENT_MAX_BYTES} expected`)
  const x3p = readX3p(bytes)
  if (!x3p.ok) return no(`${x3p.error.at}: ${x3p.error.message}`)
  const { surface, origin } = x3p.value
  if (Math.max(surface.width, surface.height) > SIDE_MAX)
    return no(`${surface.width} × ${surface.height} points; at most ${SIDE_MAX} a side expected`)
  const said = parsed(origin.comment)
  if (said === null) return no('kind, area and class characteristics expected in the comment of Record2')
  const map = prepare(surface)
  return map === null ? no('too little was measured') : ok({ ...said, map: packMap(map) })
}

function parsed(comment: string | null): Said | null {
  try {
    const value: unknown = JSON.parse(comment ?? '')
    return Check(Said, value) ? value : null
  } catch {
    return null
  }
}
