import type { Content, Def, Part } from '../spec/model.ts'

/** Bits of a definition whose size does not depend on the data. */
export function fixedBits(def: Def | Part): number {
  if ('spare' in def) return def.spare
  if ('bits' in def) return def.bits
  if ('group' in def) return def.group.reduce((sum, part) => sum + fixedBits(part), 0)
  throw new Error('the size depends on the data')
}

/** What the code depends on: definitions that differ only in titles, meanings and limits share their code. */
export function layoutKey(def: unknown): string {
  return JSON.stringify(def, (key, value: unknown) =>
    ['title', 'table', 'min', 'max', 'below', 'unit'].includes(key) ? undefined : value,
  )
}

/** Codes too wide for an exact number are kept as hexadecimal text. */
const CODE_MAX_BITS = 48

export function isText(bits: number, content: Content): boolean {
  if (content.as === 'code') return bits > CODE_MAX_BITS
  return content.as === 'octal' || content.as === 'icao' || content.as === 'ascii' || content.as === 'bds'
}

/** Repetitions of plain octets are one text or one array of octets, not a list. */
export function repetitionKind(of: Def): 'text' | 'octets' | 'list' {
  if (!('bits' in of)) return 'list'
  if (of.content.as === 'ascii' && of.bits === 8) return 'text'
  return of.content.as === 'code' && of.content.table === undefined && of.bits >= 32 ? 'octets' : 'list'
}

export function property(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
}

export function access(object: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${object}.${name}` : `${object}['${name}']`
}
