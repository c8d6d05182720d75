import { resample } from '../image/resample.ts'
import type { GrayImage } from '../image/gray.ts'
import { gaborResponse, type Response } from './gabor.ts'
import { gradientField } from './gradient-field.ts'
import { findMinutiae, type RawMinutia } from './minutiae.ts'
import { normalise, type Normalised } from './normalise.ts'
import { refineField } from './refine.ts'
import { segment, type Segmentation } from './segment.ts'
import { CELL_PX, type WaveField } from './wave-field.ts'

/** The resolution everything is measured at: ANSI/NIST-ITL 1-2011, 500 ppi. */
export const WORK_PPI = 500
/** Scales nearer to 1 than this are left alone. */
const SCALE_SLACK = 0.015
const FIRST_STEP = 4
const LAST_STEP = 2

export interface Extraction {
  readonly width: number
  readonly height: number
  readonly field: WaveField
  readonly response: Response
  readonly segmentation: Segmentation
  readonly normalised: Normalised
  readonly minutiae: readonly RawMinutia[]
}

/** Everything found in a print, in pixels at 500 ppi. */
export function analyse(image: GrayImage, ppi: number): Extraction {
  const factor = WORK_PPI / ppi
  const plane = resample(
    image.pixels,
    image.width,
    image.height,
    Math.abs(factor - 1) < SCALE_SLACK ? 1 : factor,
  )
  const normalised = normalise(plane)
  const first = gradientField(normalised.plane)
  const wanted = contrasty(normalised, first)
  const rough = refineField(gaborResponse(normalised.plane, first, wanted, FIRST_STEP), first, 1.5)
  const again = refineField(gaborResponse(normalised.plane, rough, wanted, FIRST_STEP), rough, 1.2)
  const response = gaborResponse(normalised.plane, again, wanted, LAST_STEP)
  const segmentation = segment(response, again.cols, again.rows)
  const minutiae = findMinutiae(response, segmentation, again.cols, again.rows)
  return {
    width: plane.width,
    height: plane.height,
    field: again,
    response,
    segmentation,
    normalised,
    minutiae,
  }
}

/** Cells with enough contrast to hold ridges: elsewhere no filter is run. */
function contrasty({ contrast, strong, plane }: Normalised, { cols, rows }: WaveField): Uint8Array {
  const wanted = new Uint8Array(cols * rows)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      const x = Math.min(plane.width - 1, c * CELL_PX + CELL_PX / 2)
      const y = Math.min(plane.height - 1, r * CELL_PX + CELL_PX / 2)
      wanted[r * cols + c] = contrast[y * plane.width + x]! > Math.max(2, 0.06 * strong) ? 1 : 0
    }
  return wanted
}
