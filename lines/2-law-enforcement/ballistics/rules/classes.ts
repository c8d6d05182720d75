import type { Classes, Specimen } from '../contract/specimen.ts'

/** Nation parameter: how far apart widths of lands and grooves may be within one class, in µm. Unset, widths filter nothing out. */
export const WIDTH_TOLERANCE = 'ballistics.width-tolerance-um'

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
const isCase = (kind: Specimen['kind']): boolean => kind.endsWith('-case')

/**
 * Class characteristics in which two specimens contradict each other: then one firearm did not fire both, and no search looks further.
 * What is not determined on either contradicts nothing.
 */
export function classConflicts(
  a: Pick<Specimen, 'kind' | 'classes'>,
  b: Pick<Specimen, 'kind' | 'classes'>,
  widthToleranceUm: number | null,
): string[] {
  const conflicts: string[] = []
  if (isCase(a.kind) !== isCase(b.kind)) conflicts.push('kind')
  if (plain(a.classes.calibre) !== plain(b.classes.calibre)) conflicts.push('calibre')
  const differs = (name: keyof Classes, by: (p: never, q: never) => boolean): void => {
    const [p, q] = [a.classes[name], b.classes[name]]
    if (p !== null && q !== null && by(p as never, q as never)) conflicts.push(name)
  }
  differs('firingPin', (p, q) => p !== q)
  for (const name of ['ejectorClock', 'extractorClock'] as const) differs(name, hoursApart)
  differs('landsGrooves', (p, q) => p !== q)
  differs('twist', (p, q) => p !== q)
  for (const name of ['landWidthMm', 'grooveWidthMm'] as const)
    differs(
      name,
      (p: number, q: number) => widthToleranceUm !== null && Math.abs(p - q) * 1000 > widthToleranceUm,
    )
  return conflicts
}

/** More than one hour apart on the face: set by eye. */
function hoursApart(p: number, q: number): boolean {
  const apart = Math.abs(p - q)
  return Math.min(apart, 12 - apart) > 1
}
