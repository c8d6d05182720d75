import type { Part } from '../spec/model.ts'
import { unsignedBits, type Octet } from './bits.ts'
import { readElement, writeElement } from './fixed.ts'
import { access, fixedBits, property } from './layout.ts'

/** A spare run of the parts: kept in the object's `spare` only where a sender set it. */
export interface SpareRun {
  readonly at: number
  readonly bits: number
}

/** Members of the object literal that holds the parts, and the spare runs between them. */
export function readParts(
  parts: readonly Part[],
  start: number,
  octet: Octet,
): { members: string[]; spares: SpareRun[] } {
  const members: string[] = []
  const spares: SpareRun[] = []
  let at = start
  for (const part of parts) {
    if ('spare' in part) spares.push({ at, bits: part.spare })
    else members.push(`${property(part.name)}: ${readPart(part, at, parts, start, octet)}`)
    at += fixedBits(part)
  }
  return { members, spares }
}

function readPart(
  part: Exclude<Part, { spare: number }>,
  at: number,
  siblings: readonly Part[],
  siblingsAt: number,
  octet: Octet,
): string {
  if ('bits' in part) return readElement(part, { at, octet, siblings, siblingsAt })
  if (!('group' in part)) throw new Error('a part has a fixed size')
  const inner = readParts(part.group, at, octet)
  const object = `{ ${inner.members.join(', ')} }`
  return inner.spares.length === 0 ? object : `spare(${object}, ${spareBits(inner.spares, octet)})`
}

/** All spare runs as one number, the first the most significant. */
export function spareBits(spares: readonly SpareRun[], octet: Octet): string {
  const total = spares.reduce((sum, run) => sum + run.bits, 0)
  if (total > 48) throw new Error('spare bits do not fit a number')
  return spares
    .map((run, i) => {
      const below = spares.slice(i + 1).reduce((sum, later) => sum + later.bits, 0)
      const bits = unsignedBits(octet, run.at, run.bits)
      return below === 0 ? bits : `${bits} * ${2 ** below}`
    })
    .join(' + ')
}

/** Bits of run `index` out of the object's `spare`. */
function spareValue(widths: readonly number[], index: number, object: string): string {
  const below = widths.slice(index + 1).reduce((sum, width) => sum + width, 0)
  return `spareRun(${object}.spare, ${below}, ${widths[index]!})`
}

/** Statements that write the parts of `object`; absent members of an extent (`optional`) are written as zero. */
export function writeParts(
  parts: readonly Part[],
  object: string,
  prefix: string,
  optional: boolean,
  spareAt: { widths: readonly number[]; next: number },
): string[] {
  return parts.map((part) => {
    if ('spare' in part) {
      const value = spareValue(spareAt.widths, spareAt.next, object)
      spareAt.next++
      return `w.bits(${value}, ${part.spare})`
    }
    const value = access(object, part.name)
    const field = `${prefix} + '/${part.name}'`
    if ('bits' in part) {
      const statement = writeElement(part, field, value, object)
      return optional ? orZero(value, part.bits, statement) : statement
    }
    if (!('group' in part)) throw new Error('a part has a fixed size')
    const spares = { widths: part.group.flatMap((p) => ('spare' in p ? [p.spare] : [])), next: 0 }
    const inner = writeParts(part.group, value, field, false, spares).join('\n  ')
    return optional ? orZero(value, fixedBits(part), inner) : inner
  })
}

function orZero(value: string, bits: number, statement: string): string {
  return `if (${value} === undefined) w.bits(0, ${bits})\n  else {\n  ${statement}\n  }`
}
