import type { CompoundDef, Def, ExplicitDef, Part, RepetitiveDef } from '../spec/model.ts'
import type { Code, Emitter } from './emitter.ts'
import { extendedCode } from './extended.ts'
import { elementType, groupType, readElement, writeElement } from './fixed.ts'
import { access, fixedBits, property, repetitionKind } from './layout.ts'
import { readParts, spareBits, writeParts } from './parts.ts'
import { clearMask, presenceRead, presenceWrite } from './presence.ts'

/** Reader, writer and type of a definition; what it contains is emitted first. */
export function codeOf(def: Def, name: string, emitter: Emitter): Code {
  if ('bits' in def) return fixedCode(def, [], def.bits / 8, name)
  if ('group' in def) return fixedCode(def, def.group, fixedBits(def) / 8, name)
  if ('extended' in def) return extendedCode(def, name)
  if ('repeat' in def) return repetitiveCode(def, name, emitter)
  if ('compound' in def) return compoundCode(def, name, emitter)
  if ('explicit' in def) return explicitCode(def, name)
  throw new Error('a sequence is emitted with its category')
}

function octetReader(used: Set<number>): (i: number) => string {
  return (i) => {
    used.add(i)
    return `x${i}`
  }
}

function octetConstants(used: Set<number>): string[] {
  return [...used].toSorted((a, b) => a - b).map((i) => `  const x${i} = b[p${i === 0 ? '' : ` + ${i}`}]!`)
}

function fixedCode(def: Def, parts: readonly Part[], octets: number, name: string): Code {
  if (!Number.isInteger(octets)) throw new Error(`${name}: ${octets} octets`)
  const used = new Set<number>()
  const octet = octetReader(used)
  const body = 'bits' in def ? elementBody(def, octet) : groupBody(parts, octet)
  const read = [
    '  const p = c.p',
    `  if (p + ${octets} > c.end) throw c.short('${name}')`,
    '  const b = c.b',
    ...octetConstants(used),
    `  c.p = p + ${octets}`,
    `  return ${body}`,
  ]
  const type = 'bits' in def ? elementType(def) : groupType(parts)
  const spares = { widths: parts.flatMap((part) => ('spare' in part ? [part.spare] : [])), next: 0 }
  const write =
    'bits' in def ? [writeElement(def, 'f', 'v', 'v')] : writeParts(parts, 'v', 'f', false, spares)
  return { read: read.join('\n'), write: write.map((line) => `  ${line}`).join('\n'), type }
}

function elementBody(def: Extract<Def, { bits: number }>, octet: (i: number) => string): string {
  return readElement(def, { at: 0, octet, siblings: [], siblingsAt: 0 })
}

function groupBody(parts: readonly Part[], octet: (i: number) => string): string {
  const { members, spares } = readParts(parts, 0, octet)
  const object = `{ ${members.join(', ')} }`
  return spares.length === 0 ? object : `spare(${object}, ${spareBits(spares, octet)})`
}

function repetitiveCode(def: RepetitiveDef, name: string, emitter: Emitter): Code {
  if (def.repeat === 'fx') return extensionList(def.of, name)
  const kind = repetitionKind(def.of)
  const count = Array.from(
    { length: def.repeat },
    (_, i) => `(b[p + ${i}]! << ${8 * (Number(def.repeat) - 1 - i)})`,
  )
  const head = [
    '  const p = c.p',
    '  const b = c.b',
    `  if (p + ${def.repeat} > c.end) throw c.short('${name}')`,
    `  const n = ${count.join(' | ')}`,
  ]
  if (kind === 'list') {
    const of = emitter.emit(def.of, `${name}_of`, codeOf)
    return {
      read: [
        ...head,
        `  c.p = p + ${def.repeat}`,
        `  const list: ${of.type}[] = []`,
        `  for (let i = 0; i < n; i++) list.push(${of.read}(c))`,
        '  return list',
      ].join('\n'),
      write: [
        `  w.count(f, v.length, ${def.repeat})`,
        `  for (let i = 0; i < v.length; i++) ${of.write}(w, v[i]!, f + '/' + i)`,
      ].join('\n'),
      type: `${of.type}[]`,
    }
  }
  const size = fixedBits(def.of) / 8
  const from = `p + ${def.repeat}`
  const end = `${from} + n * ${size}`
  const value = kind === 'text' ? `latin1(b, ${from}, n)` : `new Uint8Array(b.subarray(${from}, ${end}))`
  return {
    read: [
      ...head,
      `  if (${end} > c.end) throw c.short('${name}')`,
      `  c.p = ${end}`,
      `  return ${value}`,
    ].join('\n'),
    write: [
      ...(size > 1
        ? [`  if (v.length % ${size} !== 0) throw w.fault(f, 'a multiple of ${size} octets', v.length)`]
        : []),
      `  w.count(f, v.length / ${size}, ${def.repeat})`,
      kind === 'text' ? '  w.latin1(f, v)' : '  w.octets(v)',
    ].join('\n'),
    type: kind === 'text' ? 'string' : 'Uint8Array',
  }
}

/** Each repetition's last bit says whether another follows; there is always one. */
function extensionList(of: Def, name: string): Code {
  const bits = fixedBits(of)
  const octets = (bits + 1) / 8
  const used = new Set<number>()
  const octet = octetReader(used)
  const body = 'bits' in of ? elementBody(of, octet) : 'group' in of ? groupBody(of.group, octet) : null
  if (body === null || !Number.isInteger(octets)) throw new Error(`${name}: not a list of octets`)
  const type = 'bits' in of ? elementType(of) : 'group' in of ? groupType(of.group) : ''
  const spares = {
    widths: 'group' in of ? of.group.flatMap((part) => ('spare' in part ? [part.spare] : [])) : [],
    next: 0,
  }
  const write =
    'bits' in of
      ? [writeElement(of, "f + '/' + i", 'v[i]!', 'v[i]!')]
      : writeParts('group' in of ? of.group : [], 'v[i]!', "f + '/' + i", false, spares)
  octet(octets - 1)
  return {
    read: [
      `  const list: (${type})[] = []`,
      '  const b = c.b',
      '  let p = c.p',
      '  let more = true',
      '  while (more) {',
      `  if (p + ${octets} > c.end) throw c.short('${name}')`,
      ...octetConstants(used),
      `  list.push(${body})`,
      `  more = (x${octets - 1} & 1) === 1`,
      `  p += ${octets}`,
      '  }',
      '  c.p = p',
      '  return list',
    ].join('\n'),
    write: [
      "  if (v.length === 0) throw w.fault(f, 'at least one repetition', 0)",
      '  for (let i = 0; i < v.length; i++) {',
      ...write,
      '  w.bits(i < v.length - 1 ? 1 : 0, 1)',
      '  }',
    ].join('\n'),
    type: `(${type})[]`,
  }
}

function compoundCode(def: CompoundDef, name: string, emitter: Emitter): Code {
  const perOctet = def.octets === undefined ? 7 : 8
  const fields = def.compound.map((sub) =>
    sub === null ? null : { name: sub.name, ...emitter.emit(sub, `${name}_${sub.name}`, codeOf) },
  )
  const read = [...presenceRead(fields.length, perOctet, name, def.octets), clearMask(fields, perOctet, name)]
  const members = fields.flatMap((field, i) => {
    if (field === null) return []
    const bit = `(f${Math.floor(i / perOctet)} & ${0x80 >> (i % perOctet)}) !== 0`
    return [`    ${property(field.name)}: ${bit} ? ${field.read}(c) : undefined,`]
  })
  const types = fields.flatMap((f) => (f === null ? [] : [`${property(f.name)}?: ${f.type} | undefined`]))
  const writes = fields.flatMap((f) =>
    f === null
      ? []
      : [
          `  if (${access('v', f.name)} !== undefined) ${f.write}(w, ${access('v', f.name)}, f + '/${f.name}')`,
        ],
  )
  return {
    read: [
      ...read.filter((line) => line !== ''),
      `  const v: T${name} = {`,
      ...members,
      '  }',
      '  if (presence !== 0) v.presence = presence',
      '  return v',
    ].join('\n'),
    write: [...presenceWrite(fields, perOctet, 'v', def.octets), ...writes].join('\n'),
    type: `{ ${types.join('; ')}; presence?: number | undefined }`,
  }
}

/** Length octet and content: the content is kept as octets. Expansion fields are emitted with their category. */
function explicitCode(_def: ExplicitDef, name: string): Code {
  return {
    read: [
      '  const p = c.p',
      `  if (p >= c.end) throw c.short('${name}')`,
      '  const size = c.b[p]!',
      `  if (size === 0) throw c.fault('length', '${name}')`,
      `  if (p + size > c.end) throw c.short('${name}')`,
      '  c.p = p + size',
      '  return hex(c.b, p + 1, size - 1)',
    ].join('\n'),
    write: [
      "  if (v.length > 508) throw w.fault(f, 'at most 254 octets', v.length / 2)",
      '  w.octet(v.length / 2 + 1)',
      '  w.hex(f, v, null)',
    ].join('\n'),
    type: 'string',
  }
}
