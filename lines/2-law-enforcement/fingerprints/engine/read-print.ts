import {
  CompactError,
  extractPrint,
  ImageError,
  KIND,
  NistError,
  qualityOf,
  readCompact,
  withEdits,
  withinRegion,
  writeCompact,
  type Template,
} from '@basinet/fingerprint'
import type { Analysis } from '../contract/examination.ts'
import type { PrintQuality } from '../contract/finger.ts'
import { readPrint } from './print-image.ts'

/** Minutiae as drawn over the image: its own pixels, radians from x right towards y down. */
export interface ShownMinutia {
  readonly x: number
  readonly y: number
  readonly angle: number
  readonly is: 'ending' | 'bifurcation' | 'unsure'
}

export interface ReadPrint {
  readonly compact: Uint8Array
  readonly quality: PrintQuality
  readonly width: number
  readonly height: number
  readonly minutiae: readonly ShownMinutia[]
}

export type Readout = ReadPrint | { readonly problem: string }

/** Templates are kept at this resolution. */
const TEMPLATE_PPI = 500

const wordOf = (kind: number): ShownMinutia['is'] =>
  kind === KIND.ending ? 'ending' : kind === KIND.bifurcation ? 'bifurcation' : 'unsure'
const kindOf = (word: ShownMinutia['is']): number =>
  word === 'ending' ? KIND.ending : word === 'bifurcation' ? KIND.bifurcation : KIND.other

/** What the engine says of a print; a file it cannot read is a problem with its words, anything else a bug. */
export function readPrintFile(bytes: Uint8Array, part: number | null, ppi: number | null): Readout {
  return orProblem(() => {
    const image = readPrint(bytes, part)
    const { template, extraction, ppi: known, ppiFrom } = extractPrint(image, ppi)
    const { value, reasons } = qualityOf(extraction)
    const scale = known / TEMPLATE_PPI
    return {
      compact: writeCompact(template),
      quality: {
        value,
        reasons: [...reasons],
        minutiae: Math.min(1000, template.x.length),
        ppi: Math.round(known),
        ppiFrom,
      },
      width: image.width,
      height: image.height,
      minutiae: shown(template, scale),
    }
  })
}

function shown(template: Template, scale: number): ShownMinutia[] {
  return Array.from(template.x, (x, i) => ({
    x: x * scale,
    y: template.y[i]! * scale,
    angle: template.angle[i]!,
    is: wordOf(template.kind[i]!),
  }))
}

/** Examiner's minutiae are taken as well seen; those set as unsure as half so. */
const SURE = 80
const UNSURE = 40

/**
 * The template of a locked analysis: ridge directions of the image inside the examiner's region, minutiae as the examiner set them and
 * no other.
 */
export function markTemplate(
  bytes: Uint8Array,
  ppi: number,
  analysis: Analysis,
): Uint8Array | { problem: string } {
  return orProblem(() => {
    const whole = extractPrint(readPrint(bytes, null), ppi).template
    const scale = TEMPLATE_PPI / ppi
    const region = analysis.region.map(({ x, y }) => ({ x: x * scale, y: y * scale }))
    const part = region.length < 3 ? whole : withinRegion(whole, region)
    const all = Array.from(part.x, (_, i) => i)
    const own = analysis.marks.map(({ x, y, angle, is }) => ({
      x: x * scale,
      y: y * scale,
      angle,
      kind: kindOf(is),
      quality: is === 'unsure' ? UNSURE : SURE,
    }))
    return writeCompact(withEdits(part, all, own))
  })
}

export const templateOf = (compact: Uint8Array): Template => readCompact(compact)

function orProblem<T>(work: () => T): T | { readonly problem: string } {
  try {
    return work()
  } catch (error) {
    if (
      error instanceof ImageError ||
      error instanceof NistError ||
      error instanceof CompactError ||
      error instanceof RangeError
    )
      return { problem: error.message.slice(0, 300) }
    throw error
  }
}
