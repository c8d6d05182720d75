import type { Code, Emitted } from './emitter.ts'

/**
 * A reserved expansion field whose content is specified: read as such when that accounts for every octet, else kept as
 * hexadecimal octets.
 */
export function expansionCode(content: Emitted): Code {
  return {
    read: [
      '  const p = c.p',
      "  if (p >= c.end) throw c.short('RE')",
      '  const size = c.b[p]!',
      "  if (size === 0) throw c.fault('length', 'RE')",
      "  if (p + size > c.end) throw c.short('RE')",
      '  const end = c.end',
      '  c.p = p + 1',
      '  c.end = p + size',
      '  try {',
      `    const content = ${content.read}(c)`,
      '    if (c.p === c.end) return content',
      '  } catch (error) {',
      '    if (!isReadFault(error)) throw error',
      '  } finally {',
      '    c.end = end',
      '    c.p = p + size',
      '  }',
      '  return hex(c.b, p + 1, size - 1)',
    ].join('\n'),
    write: [
      '  const at = w.length',
      '  w.octet(0)',
      "  if (typeof v === 'string') w.hex(f, v, null)",
      `  else ${content.write}(w, v, f)`,
      '  const size = w.length - at',
      "  if (size > 255) throw w.fault(f, 'at most 255 octets', size)",
      '  w.setOctet(at, size)',
    ].join('\n'),
    type: `${content.type} | string`,
  }
}
