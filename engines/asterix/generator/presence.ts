import { access } from './layout.ts'

/** What a presence bit stands for, or nothing. */
export type Slot = { readonly name: string } | null

/**
 * Statements that read presence octets into `f0`, `f1`, …, leave `c.p` behind them, and set `presence` to the number
 * of octets where the sender sent more than needed.
 */
export function presenceRead(
  slots: number,
  perOctet: number,
  name: string,
  octets: number | undefined,
): string[] {
  const count = Math.ceil(slots / perOctet)
  if (octets !== undefined) {
    const reads = Array.from({ length: octets }, (_, i) => `  const f${i} = c.b[c.p + ${i}]!`)
    return [
      `  if (c.p + ${octets} > c.end) throw c.short('${name}')`,
      ...reads,
      `  c.p += ${octets}`,
      '  const presence = 0',
    ]
  }
  const lines = ['  const b = c.b', '  const end = c.end', '  const from = c.p', '  let p = from']
  const next = (i: number): string[] => [`  if (p >= end) throw c.short('${name}')`, `  f${i} = b[p++]!`]
  lines.push(`  if (p >= end) throw c.short('${name}')`, '  const f0 = b[p++]!')
  for (let i = 1; i < count; i++) lines.push(`  let f${i} = 0`)
  for (let i = 1; i < count; i++) lines.push(`  if ((f${i - 1} & 1) === 1) {`, ...next(i))
  lines.push('  '.concat('}'.repeat(count - 1)))
  lines.push(
    '  c.p = p',
    `  if ((f${count - 1} & 1) === 1) c.emptyPresence('${name}')`,
    '  const presence = c.p - from > 1 && (b[c.p - 1]! & 254) === 0 ? c.p - from : 0',
  )
  return lines
}

/** A set bit without meaning in this edition: what follows it cannot be measured. */
export function clearMask(slots: readonly Slot[], perOctet: number, name: string): string {
  const octets = Math.ceil(slots.length / perOctet)
  const tests: string[] = []
  for (let i = 0; i < octets; i++) {
    let mask = 0
    for (let j = 0; j < perOctet; j++) {
      if ((slots[i * perOctet + j] ?? null) === null) mask |= 0x80 >> j
    }
    if (mask !== 0) tests.push(`(f${i} & ${mask}) !== 0`)
  }
  return tests.length === 0 ? '' : `  if (${tests.join(' || ')}) throw c.unknown('${name}')`
}

/** Statements that write the presence octets of what `object` has. */
export function presenceWrite(
  slots: readonly Slot[],
  perOctet: number,
  object: string,
  octets: number | undefined,
): string[] {
  const count = octets ?? Math.ceil(slots.length / perOctet)
  const lines = Array.from({ length: count }, (_, i) => `  let f${i} = 0`)
  slots.forEach((slot, i) => {
    if (slot === null) return
    const bit = 0x80 >> (i % perOctet)
    lines.push(`  if (${access(object, slot.name)} !== undefined) f${Math.floor(i / perOctet)} |= ${bit}`)
  })
  const list = Array.from({ length: count }, (_, i) => `f${i}`).join(', ')
  lines.push(
    octets === undefined
      ? `  w.presence([${list}], ${object}.presence)`
      : `  for (const f of [${list}]) w.octet(f)`,
  )
  return lines
}
