import type { Def, Edition, Specification } from '../spec/model.ts'
import { codeOf } from './definitions.ts'
import type { Emitted, Emitter } from './emitter.ts'
import { expansionCode } from './expansion.ts'

/** Emits the items that editions name, and collects each item's types. */
export class Items {
  readonly types = new Map<string, Set<string>>()
  private readonly spec: Specification
  private readonly emitter: Emitter
  private expansion: Emitted | null = null

  constructor(spec: Specification, emitter: Emitter) {
    this.spec = spec
    this.emitter = emitter
  }

  definition(id: string, edition: Edition): Def {
    const def = this.spec.items[id]?.[edition.items[id] ?? -1]
    if (def === undefined) throw new Error(`category ${this.spec.category}: item ${id} is not defined`)
    return def
  }

  emitted(id: string, edition: Edition, list: string, uap: readonly (string | null)[]): Emitted {
    const def = this.definition(id, edition)
    const made =
      'sequence' in def
        ? this.sequence(edition, list, uap)
        : 'explicit' in def && def.explicit === 're' && this.spec.expansion !== undefined
          ? this.expanded(this.spec.expansion.of)
          : this.emitter.emit(def, id, codeOf)
    const types = this.types.get(id) ?? new Set()
    this.types.set(id, types.add(made.type))
    return made
  }

  private expanded(of: Def): Emitted {
    if (this.expansion === null) {
      const inner = this.emitter.emit(of, 'RE_content', codeOf)
      const { type, read, write } = expansionCode(inner)
      this.expansion = this.emitter.declare(this.emitter.unique('RE'), type, read, write)
    }
    return this.expansion
  }

  /** Random field sequencing: items in any order, each behind its field reference number. */
  private sequence(edition: Edition, list: string, uap: readonly (string | null)[]): Emitted {
    const others = uap.map((id) =>
      id === null || id === 'rfs' ? null : this.emitted(id, edition, list, uap),
    )
    const reads = others.flatMap((o, i) =>
      o === null ? [] : [`  case ${i + 1}: value = ${o.read}(c); break`],
    )
    const writes = others.flatMap((o, i) =>
      o === null ? [] : [`  case ${i + 1}: ${o.write}(w, value as ${o.type}, f + '/' + frn); break`],
    )
    const read = [
      "  if (c.p >= c.end) throw c.short('RFS')",
      '  const n = c.b[c.p++]!',
      '  const list: { frn: number; value: unknown }[] = []',
      '  for (let i = 0; i < n; i++) {',
      "  if (c.p >= c.end) throw c.short('RFS')",
      '  const frn = c.b[c.p++]!',
      '  let value: unknown',
      '  switch (frn) {',
      ...reads,
      "  default: throw c.unknown('RFS')",
      '  }',
      '  list.push({ frn, value })',
      '  }',
      '  return list',
    ]
    const write = [
      '  w.count(f, v.length, 1)',
      '  for (const { frn, value } of v) {',
      '  w.octet(frn)',
      '  switch (frn) {',
      ...writes,
      "  default: throw w.fault(f, 'a field reference number of the category', frn)",
      '  }',
      '  }',
    ]
    const type = '{ frn: number; value: unknown }[]'
    return this.emitter.declare(this.emitter.unique(`RFS${list}`), type, read.join('\n'), write.join('\n'))
  }
}
