import type { GrayImage } from '../image/gray.ts'
import type { Template } from '../template/template.ts'
import { analyse, WORK_PPI, type Extraction } from './extract.ts'
import { toTemplate } from './to-template.ts'

/** Resolutions outside are not those of a print: screens and programs write 72 or 96 for want of knowledge. */
const PPI_MIN = 200
const PPI_MAX = 2100
/** Median ridge period at 500 ppi below and above which an unstated resolution is 250 or 1,000 ppi; adults have 7 to 12. */
const PERIOD_LOW_PX = 6.2
const PERIOD_HIGH_PX = 13.4

export interface Extracted {
  readonly template: Template
  readonly extraction: Extraction
  readonly ppi: number
  /** Where the resolution came from: handed in, stated by the file, or judged from the ridges. */
  readonly ppiFrom: 'given' | 'file' | 'ridges'
}

/** Extracts a print. Without a believable resolution it is judged from the ridges as 250, 500 or 1,000 ppi, and said so. */
export function extractPrint(image: GrayImage, ppi: number | null = null): Extracted {
  const known = ppi ?? believable(image.ppi)
  if (known !== null) {
    const extraction = analyse(image, known)
    return {
      template: toTemplate(extraction),
      extraction,
      ppi: known,
      ppiFrom: ppi === null ? 'file' : 'given',
    }
  }
  let extraction = analyse(image, WORK_PPI)
  const period = medianPeriod(extraction)
  const judged = period < PERIOD_LOW_PX ? 250 : period > PERIOD_HIGH_PX ? 1000 : WORK_PPI
  if (judged !== WORK_PPI) extraction = analyse(image, judged)
  return { template: toTemplate(extraction), extraction, ppi: judged, ppiFrom: 'ridges' }
}

function believable(ppi: number | null): number | null {
  return ppi !== null && ppi >= PPI_MIN && ppi <= PPI_MAX ? ppi : null
}

/** Median ridge period of the print, pixels; the usual 9 where there is no print. */
function medianPeriod({ field, segmentation }: Extraction): number {
  const periods = Float32Array.from(field.frequency, (f) => 1 / f).filter(
    (_, i) => segmentation.mask[i] === 1,
  )
  return periods.length === 0 ? 9 : periods.sort()[periods.length >> 1]!
}
