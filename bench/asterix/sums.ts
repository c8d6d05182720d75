import { SPECIFICATIONS, type Def, type Part } from '@basinet/asterix/catalogue'

export type Sum = (record: object) => number

/**
 * Functions that visit every field of a record of a category and add it up, a text by its length: so that no field's
 * decoding can be left out by an optimising compiler. Made from the specifications, as each field's reader is.
 */
export function sumFunctions(categories: readonly number[]): ReadonlyMap<number, Sum> {
  return new Map(categories.map((category) => [category, sumOf(category)]))
}

function sumOf(category: number): Sum {
  const spec = SPECIFICATIONS.find((each) => each.category === category)
  if (spec === undefined) throw new Error(`BUG: category ${category} is not carried`)
  const statements = Object.entries(spec.items).map(([id, variants]) => {
    const expansion = spec.expansion?.of
    const defs = variants.map((def) =>
      'explicit' in def && def.explicit === 're' && expansion !== undefined ? expansion : def,
    )
    const body = defs.map((def) => visit(def, 'v', 0)).join('\n')
    return `{ const v = r.${/^\d/.test(id) ? `I${id}` : id}; if (v !== undefined) {\n${body}\n} }`
  })
  // The text is made here from our own tables.
  // eslint-disable-next-line typescript/no-implied-eval
  return new Function('r', `let s = 0\n${statements.join('\n')}\nreturn s`) as Sum
}

function visit(def: Def, value: string, depth: number): string {
  if ('bits' in def) return `s += typeof ${value} === 'number' ? ${value} : ${value}?.length ?? 0`
  if ('group' in def) return parts(def.group, value, depth)
  if ('extended' in def) return parts(def.extended.flat(), value, depth)
  if ('repeat' in def) {
    const each = `e${depth}`
    return `if (typeof ${value} === 'string' || ArrayBuffer.isView(${value})) s += ${value}.length
else for (const ${each} of ${value}) { ${visit(def.of, each, depth + 1)} }`
  }
  if ('compound' in def)
    return `if (typeof ${value} === 'string') s += ${value}.length\nelse { ${parts(def.compound, value, depth)} }`
  return `s += ${value}.length`
}

function parts(list: readonly (Part | null)[], value: string, depth: number): string {
  return list
    .flatMap((part) => {
      if (part === null || !('name' in part)) return []
      const field = `f${depth}`
      return [
        `{ const ${field} = ${value}['${part.name}']; if (${field} !== undefined) { ${visit(part, field, depth + 1)} } }`,
      ]
    })
    .join('\n')
}
