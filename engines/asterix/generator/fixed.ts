import type { Content, ElementDef, Part } from '../spec/model.ts'
import { scaled, signedBits, unsignedBits, type Octet } from './bits.ts'
import { access, fixedBits, isText, property } from './layout.ts'

/** Where a fixed part lies: its bit in the item, and its neighbours, of which a dependent content names one. */
export interface Place {
  readonly at: number
  readonly octet: Octet
  readonly siblings: readonly Part[]
  /** Bit of the first sibling. */
  readonly siblingsAt: number
}

/** TypeScript type of an element or a list of parts. */
export function elementType(def: ElementDef): string {
  return isText(def.bits, def.content) ? 'string' : 'number'
}

export function partsType(parts: readonly Part[], optional = false): string {
  const fields = parts.flatMap((part) => {
    if ('spare' in part) return []
    return [
      `${property(part.name)}${optional ? '?' : ''}: ${partType(part)}${optional ? ' | undefined' : ''}`,
    ]
  })
  return fields.join('; ')
}

function partType(part: Part): string {
  if ('bits' in part) return elementType(part)
  if ('group' in part) return groupType(part.group)
  throw new Error('a part has a fixed size')
}

export function groupType(parts: readonly Part[]): string {
  const spare = parts.some((part) => 'spare' in part) ? '; spare?: number | undefined' : ''
  return `{ ${partsType(parts)}${spare} }`
}

/** Expression that reads an element. */
export function readElement(def: ElementDef, place: Place): string {
  return readContent(def.content, def.bits, place)
}

function readContent(content: Content, bits: number, place: Place): string {
  const { at, octet } = place
  const raw = (): string => unsignedBits(octet, at, bits)
  const octetAt = (): string => {
    if (at % 8 !== 0 || bits % 8 !== 0) throw new Error('a text lies on octets')
    return `p + ${at / 8}, ${bits / 8}`
  }
  switch (content.as) {
    case 'code':
      return isText(bits, content) ? `hex(b, ${octetAt()})` : raw()
    case 'bds':
      return `hex(b, ${octetAt()})`
    case 'ascii':
      return `ascii(b, ${octetAt()})`
    case 'octal':
      if (bits !== 12) throw new Error('octal codes have four digits')
      return `octal(${raw()})`
    case 'icao':
      return `icao(${unsignedBits(octet, at, 24)}, ${unsignedBits(octet, at + 24, 24)})`
    case 'unsigned':
      return scaled(raw(), content.lsb)
    case 'signed':
      return scaled(signedBits(octet, at, bits), content.lsb)
    default: {
      const decider = siblingBits(content.field, place)
      const branches = Object.entries(content.when).map(
        ([value, branch]) => `${decider} === ${value} ? ${readContent(branch, bits, place)} : `,
      )
      return `${branches.join('')}${raw()}`
    }
  }
}

/** The field that decides lies beside the element in every specification carried. */
function siblingBits(path: string, place: Place): string {
  const name = path.split('/').at(-1)
  let at = place.siblingsAt
  for (const part of place.siblings) {
    if ('name' in part && part.name === name) return unsignedBits(place.octet, at, fixedBits(part))
    at += fixedBits(part)
  }
  throw new Error(`no sibling ${path}`)
}

/** Statement that writes an element from the expression `value`; `owner` is the object that holds its siblings. */
export function writeElement(def: ElementDef, field: string, value: string, owner: string): string {
  return writeContent(def.content, def.bits, field, value, owner)
}

function writeContent(content: Content, bits: number, field: string, value: string, owner: string): string {
  switch (content.as) {
    case 'code':
      return isText(bits, content)
        ? `w.hex(${field}, ${value}, ${bits / 8})`
        : `w.unsigned(${field}, ${value}, ${bits})`
    case 'bds':
      return `w.hex(${field}, ${value}, ${bits / 8})`
    case 'ascii':
      return `w.ascii(${field}, ${value}, ${bits / 8})`
    case 'octal':
      return `w.octal(${field}, ${value}, ${bits})`
    case 'icao':
      return `w.icao(${field}, ${value})`
    case 'unsigned':
    case 'signed':
      if (content.lsb === undefined) return `w.${content.as}(${field}, ${value}, ${bits})`
      return `w.quantity(${field}, ${value}, ${bits}, '${content.as === 'signed' ? 's' : 'u'}', ${content.lsb[0]}, ${content.lsb[1]})`
    default: {
      const decider = access(owner, content.field.split('/').at(-1) ?? '')
      const branches = Object.entries(content.when).map(
        ([code, branch]) =>
          `if (${decider} === ${code}) ${writeContent(branch, bits, field, value, owner)}\n  else `,
      )
      return `${branches.join('')}w.unsigned(${field}, ${value}, ${bits})`
    }
  }
}
