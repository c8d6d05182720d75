import type { ExtendedDef, Part } from '../spec/model.ts'
import { partsType } from './fixed.ts'
import type { Code } from './emitter.ts'
import { access, fixedBits, property } from './layout.ts'
import { readParts, spareBits, writeParts, type SpareRun } from './parts.ts'

interface Extent {
  readonly parts: readonly Part[]
  readonly octets: number
  readonly closed: boolean
}

/** A primary part and extents, each announced by the last bit of the one before. */
export function extendedCode(def: ExtendedDef, name: string): Code {
  const extents = def.extended.map((parts, i): Extent => {
    const closed = def.closed === true && i === def.extended.length - 1
    const octets = (parts.reduce((sum, part) => sum + fixedBits(part), 0) + (closed ? 0 : 1)) / 8
    if (!Number.isInteger(octets)) throw new Error(`${name}: extent ${i} has ${octets} octets`)
    if (!parts.some((part) => 'name' in part)) throw new Error(`${name}: extent ${i} is all spare`)
    return { parts, octets, closed }
  })
  const spares = extents.flatMap((e) => e.parts.flatMap((part) => ('spare' in part ? [part.spare] : [])))
  const type = [
    partsType(extents[0]!.parts),
    ...extents.slice(1).map((extent) => partsType(extent.parts, true)),
    'more?: string | undefined',
    ...(spares.length > 0 ? ['spare?: number | undefined'] : []),
  ].join('; ')
  return {
    read: readExtended(extents, name, spares),
    write: writeExtended(extents, spares),
    type: `{ ${type} }`,
  }
}

function readExtended(extents: readonly Extent[], name: string, widths: readonly number[]): string {
  const declared = extents.flatMap((extent) =>
    extent.parts.flatMap((part) =>
      'name' in part ? [`  let v_${part.name}: T${name}['${part.name}'] | undefined`] : [],
    ),
  )
  const lines = [
    '  const b = c.b',
    '  const end = c.end',
    '  let p = c.p',
    ...(widths.length > 0 ? ['  let kept = 0'] : []),
    "  let more = ''",
    ...declared,
  ]
  let spareIndex = 0
  extents.forEach((extent, i) => {
    const octet = (n: number): string => `e${i}x${n}`
    const { members, spares } = readParts(extent.parts, 0, octet)
    lines.push(`  if (p + ${extent.octets} > end) throw c.short('${name}')`)
    for (let n = 0; n < extent.octets; n++) lines.push(`  const ${octet(n)} = b[p++]!`)
    for (const member of members) {
      const [, key = '', value = ''] = /^'?([^:']+)'?: ([^]*)$/.exec(member) ?? []
      lines.push(`  v_${key} = ${value}`)
    }
    if (spares.length > 0) lines.push(`  kept += ${keptSpare(spares, widths, spareIndex, octet)}`)
    spareIndex += spares.length
    if (i < extents.length - 1) lines.push(`  if ((${octet(extent.octets - 1)} & 1) === 1) {`)
    else if (!extent.closed)
      lines.push(
        `  if ((${octet(extent.octets - 1)} & 1) === 1) {`,
        '  c.p = p',
        `  more = c.extents('${name}')`,
        '  p = c.p',
        '  }',
      )
  })
  lines.push('  '.concat('}'.repeat(extents.length - 1)), '  c.p = p')
  const members = extents.flatMap((extent, i) =>
    extent.parts.flatMap((part) => {
      if (!('name' in part)) return []
      return [`${property(part.name)}: v_${part.name}${i === 0 ? '!' : ''}`]
    }),
  )
  lines.push(`  const v: T${name} = { ${members.join(', ')} }`)
  if (widths.length > 0) lines.push('  if (kept !== 0) v.spare = kept')
  lines.push("  if (more !== '') v.more = more", '  return v')
  return lines.join('\n')
}

/** The extent's spare runs at their place in the item's `spare`. */
function keptSpare(
  spares: readonly SpareRun[],
  widths: readonly number[],
  index: number,
  octet: (n: number) => string,
): string {
  const below = widths.slice(index + spares.length).reduce((sum, width) => sum + width, 0)
  if (widths.reduce((sum, width) => sum + width, 0) > 48) throw new Error('spare bits do not fit a number')
  return below === 0 ? spareBits(spares, octet) : `(${spareBits(spares, octet)}) * ${2 ** below}`
}

function writeExtended(extents: readonly Extent[], widths: readonly number[]): string {
  const present = extents.map((extent, i) => {
    const names = extent.parts.flatMap((part) => ('name' in part ? [access('v', part.name)] : []))
    return i === 0 ? '' : names.map((name) => `${name} !== undefined`).join(' || ')
  })
  const count = present
    .map((test, i) => ({
      test: i === extents.length - 1 && i > 0 ? `v.more !== undefined || ${test}` : test,
      i,
    }))
    .slice(1)
    .toReversed()
    .map(({ test, i }) => `${test} ? ${i + 1} : `)
  const lines = extents.length > 1 ? [`  const n = ${count.join('')}1`] : []
  const spareAt = { widths, next: 0 }
  extents.forEach((extent, i) => {
    if (i > 0) lines.push(`  if (n > ${i}) {`)
    lines.push(...writeParts(extent.parts, 'v', 'f', i > 0, spareAt).map((line) => `  ${line}`))
    if (extent.closed) return
    const follows = i < extents.length - 1 ? `n > ${i + 1}` : 'v.more !== undefined'
    lines.push(`  w.bits(${follows} ? 1 : 0, 1)`)
  })
  lines.push('  '.concat('}'.repeat(extents.length - 1)))
  if (!extents.at(-1)!.closed) lines.push('  if (v.more !== undefined) w.hex(f, v.more, null)')
  return lines.join('\n')
}
