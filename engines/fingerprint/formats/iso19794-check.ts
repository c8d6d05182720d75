import { FINGER_POSITIONS, type MinutiaeRecord } from './iso19794.ts'

/** Impression types of ISO/IEC 19794-2:2005: live and not, plain and rolled, and swipe. */
const IMPRESSIONS = [0, 1, 2, 3, 8]
const QUALITY_MAX = 100
/** 500 ppi in pixels a centimetre, from which a template is measured at 500 ppi. */
const WORK_PER_CM = 500 / 2.54

/**
 * What is wrong with a minutiae record, a sentence each: values outside their range and values that contradict each other, as conformance
 * testing by ISO/IEC 29109-2 asks on its first two levels. Its clauses were not at hand: the list is ours and may lack some.
 */
export function checkIso19794(record: MinutiaeRecord): string[] {
  const wrong: string[] = []
  if (record.width === 0 || record.height === 0)
    wrong.push(`image of ${record.width} x ${record.height} pixels`)
  if (record.views.length === 0) wrong.push('no view; one expected at least')
  const seen = new Map<number, number>()
  record.views.forEach(({ position, view, impression, quality, template }, i) => {
    const at = `view ${i + 1}`
    if (position >= FINGER_POSITIONS.length)
      wrong.push(`${at}: finger position ${position}; 0 to 10 expected`)
    if (!IMPRESSIONS.includes(impression)) wrong.push(`${at}: impression type ${impression} is not known`)
    if (quality > QUALITY_MAX) wrong.push(`${at}: quality ${quality}; 0 to 100 expected`)
    const expected = seen.get(position) ?? 0
    if (view !== expected) wrong.push(`${at}: view number ${view} of its finger; ${expected} expected`)
    seen.set(position, expected + 1)
    template.x.forEach((x, m) => {
      const column = Math.round((x * record.xPerCm) / WORK_PER_CM)
      const row = Math.round((template.y[m]! * record.yPerCm) / WORK_PER_CM)
      if (column >= record.width || row >= record.height)
        wrong.push(
          `${at}, minutia ${m + 1}: ${column}, ${row} outside ${record.width} x ${record.height} pixels`,
        )
      if (template.quality[m]! > QUALITY_MAX)
        wrong.push(`${at}, minutia ${m + 1}: quality ${template.quality[m]!}; 0 to 100 expected`)
    })
  })
  return wrong
}
