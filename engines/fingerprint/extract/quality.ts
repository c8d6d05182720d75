import type { Extraction } from './extract.ts'
import { CELL_PX } from './wave-field.ts'

/** Why a print is poor, in the order they are worth telling to whoever takes it. */
export const QUALITY_REASONS = [
  'no-print',
  'too-small',
  'cut-off',
  'too-faint',
  'too-dry',
  'too-wet',
  'unclear',
  'few-minutiae',
] as const
export type QualityReason = (typeof QUALITY_REASONS)[number]

export interface PrintQuality {
  /** 0 to 100: clarity of the ridges, area and minutiae together. Ours: not the value of ISO/IEC 29794-4. */
  readonly value: number
  readonly reasons: readonly QualityReason[]
  /** Square millimetres of print. */
  readonly areaMm2: number
  /** Mean share of the ridge wave in the image's energy, 0 to 1. */
  readonly clarity: number
  /** Share of the print's pixels darker than their neighbourhood: half in an even print. */
  readonly darkShare: number
}

const MM_PER_PX = 25.4 / 500
/** A flat print of a thumb or index covers 200 to 350; the smallest sensors of PIV see 12.8 x 16.5 mm (FBI PIV-071006, table 2). */
const AREA_FULL_MM2 = 160
const AREA_SMALL_MM2 = 90
const CLARITY_FULL = 0.6
const CLARITY_POOR = 0.3
const DARK_DRY = 0.4
const DARK_WET = 0.57
const STRONG_FAINT = 14
const MINUTIAE_FULL = 25
const MINUTIAE_FEW = 12
/** Share of the print's cells that lie at the image's edge. */
const CUT_OFF_SHARE = 0.07

/** Quality of a print with what to do better. Thresholds are ours, set by looking at prints: they inform, they do not refuse. */
export function qualityOf(extraction: Extraction): PrintQuality {
  const { segmentation, normalised, minutiae, field } = extraction
  const cells = segmentation.mask.reduce((sum, inside) => sum + inside, 0)
  if (cells === 0) return { value: 0, reasons: ['no-print'], areaMm2: 0, clarity: 0, darkShare: 0.5 }
  const areaMm2 = cells * (CELL_PX * MM_PER_PX) ** 2
  const clarity =
    segmentation.clarity.reduce((sum, value, i) => sum + (segmentation.mask[i] === 1 ? value : 0), 0) / cells
  const darkShare = darkShareOf(extraction)
  const found: Readonly<Record<QualityReason, boolean>> = {
    'no-print': false,
    'too-small': areaMm2 < AREA_SMALL_MM2,
    'cut-off': edgeCells(segmentation.mask, field.cols, field.rows) > CUT_OFF_SHARE * cells,
    'too-faint': normalised.strong < STRONG_FAINT,
    'too-dry': darkShare < DARK_DRY,
    'too-wet': darkShare > DARK_WET,
    unclear: clarity < CLARITY_POOR,
    'few-minutiae': minutiae.length < MINUTIAE_FEW,
  }
  const parts = [clarity / CLARITY_FULL, areaMm2 / AREA_FULL_MM2, minutiae.length / MINUTIAE_FULL].map(
    (part) => Math.min(1, part),
  )
  const value = Math.round(100 * parts[0]! * Math.sqrt(parts[1]! * parts[2]!))
  return { value, reasons: QUALITY_REASONS.filter((reason) => found[reason]), areaMm2, clarity, darkShare }
}

function darkShareOf({ segmentation, normalised, field }: Extraction): number {
  const { width, height, data } = normalised.plane
  let [dark, all] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (segmentation.mask[((y / CELL_PX) | 0) * field.cols + ((x / CELL_PX) | 0)] === 0) continue
      all++
      if (data[y * width + x]! < 0) dark++
    }
  return all === 0 ? 0.5 : dark / all
}

function edgeCells(mask: Uint8Array, cols: number, rows: number): number {
  let count = 0
  mask.forEach((inside, i) => {
    const [c, r] = [i % cols, Math.floor(i / cols)]
    if (inside === 1 && (c === 0 || r === 0 || c === cols - 1 || r === rows - 1)) count++
  })
  return count
}
