import type { Content, Def, Limits, Named, Part } from '../spec/model.ts'
import type { AstNode } from './ast-tree.ts'

function fail(node: AstNode, expected: string): never {
  throw new Error(`line ${node.line}: expected ${expected}, found "${node.text}"`)
}

/** `360/2^16` as numerator and denominator. */
function fraction(text: string): [number, number] {
  const [above = '', below = '1'] = text.split('/')
  return [power(above), power(below)]
}

function power(text: string): number {
  const [base = '', exponent] = text.split('^')
  return exponent === undefined ? Number(base) : Number(base) ** Number(exponent)
}

function limits(text: string): Limits {
  const out: { min?: number; max?: number; below?: number } = {}
  for (const [, op = '', value = ''] of text.matchAll(/(>=|<=|<|>)\s*(-?[\d/^.]+)/g)) {
    const [above, under] = fraction(value)
    const key = op === '>=' ? 'min' : op === '<=' ? 'max' : op === '<' ? 'below' : null
    if (key === null) throw new Error(`limit ${op} is not known`)
    out[key] = above / under
  }
  return out
}

const NUMBER = /^(un)?signed (integer|quantity (\S+) "([^"]*)")(.*)$/

function contentOf(node: AstNode): Content {
  const { text } = node
  const number = NUMBER.exec(text)
  if (number !== null) {
    const [, un, , lsb, unit, rest = ''] = number
    const as = un === undefined ? 'signed' : 'unsigned'
    if (lsb === undefined) return { as, ...limits(rest) }
    const step = fraction(lsb)
    const steps = step[0] === 1 && step[1] === 1 ? {} : { lsb: step }
    return { as, ...steps, ...(unit === undefined || unit === '' ? {} : { unit }), ...limits(rest) }
  }
  if (text === 'raw') return { as: 'code' }
  if (text === 'table') return { as: 'code', table: tableOf(node) }
  if (text === 'string octal') return { as: 'octal' }
  if (text === 'string icao') return { as: 'icao' }
  if (text === 'string ascii') return { as: 'ascii' }
  if (text === 'bds' || text.startsWith('bds ')) return { as: 'bds' }
  if (text.startsWith('case ')) return dependent(node)
  return fail(node, 'a content')
}

function dependent(node: AstNode): Content {
  const when: Record<string, Content> = {}
  for (const branch of node.children) {
    if (branch.text === 'default:') continue
    when[branch.text.replace(':', '')] = contentOf(branch.children[0] ?? fail(branch, 'a content'))
  }
  return { as: 'by', field: node.text.slice('case '.length), when }
}

function tableOf(node: AstNode): Record<string, string> {
  const table: Record<string, string> = {}
  for (const row of node.children) {
    const [, value, meaning] = /^(\d+): ?(.*)$/.exec(row.text) ?? fail(row, 'number: meaning')
    table[value!] = meaning!
  }
  return table
}

/** The definition below a named line. */
export function definitionOf(parent: AstNode): Def {
  const node = parent.children[0] ?? fail(parent, 'a definition below')
  if (parent.children.length > 1) fail(parent.children[1]!, 'one definition')
  return definition(node)
}

export function definition(node: AstNode): Def {
  const [kind, size] = node.text.split(' ')
  switch (kind) {
    case 'element':
      return { bits: Number(size), content: contentOf(node.children[0] ?? fail(node, 'a content')) }
    case 'group':
      return { group: node.children.map(partOf) }
    case 'extended':
      return extended(node)
    case 'repetitive':
      return { repeat: size === 'fx' ? 'fx' : Number(size), of: definition(node.children[0]!) }
    case 'explicit':
      return { explicit: size === 're' ? 're' : 'sp' }
    case 'compound': {
      const compound = node.children.map((child) => (child.text === '-' ? null : named(child)))
      return size === undefined ? { compound } : { compound, octets: Number(size) }
    }
    case 'rfs':
      return { sequence: true }
    case 'case':
      return sameSize(node)
    default:
      return fail(node, 'a definition')
  }
}

/** Branches of one size are read as a code of that size: which table counts stays with the reader (category 004, 120). */
function sameSize(node: AstNode): Def {
  const branches = node.children.map((branch) => bitsOf(definition(branch.children[0]!)))
  const bits = branches[0]!
  if (branches.some((other) => other !== bits)) fail(node, 'branches of one size')
  return { bits, content: { as: 'code' } }
}

function bitsOf(def: Def): number {
  if ('bits' in def) return def.bits
  if (!('group' in def)) throw new Error('only elements and groups have a size')
  return def.group.reduce((sum, part) => sum + ('spare' in part ? part.spare : bitsOf(part)), 0)
}

function extended(node: AstNode): Def {
  const parts: Part[][] = [[]]
  for (const child of node.children) {
    if (child.text === '-') parts.push([])
    else parts.at(-1)!.push(partOf(child))
  }
  if (parts.at(-1)!.length > 0) return { extended: parts, closed: true }
  parts.pop()
  return { extended: parts }
}

function partOf(node: AstNode): Part {
  const spare = /^spare (\d+)$/.exec(node.text)
  return spare === null ? named(node) : { spare: Number(spare[1]) }
}

function named(node: AstNode): Named {
  const [, name, title] = /^(\S+) "(.*)"$/.exec(node.text) ?? fail(node, 'NAME "title"')
  return { name: name!, ...(title === '' ? {} : { title: title! }), ...definitionOf(node) }
}
