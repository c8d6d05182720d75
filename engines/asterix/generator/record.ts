import type { Edition, UapChoice } from '../spec/model.ts'
import { unsignedBits } from './bits.ts'
import type { Emitted } from './emitter.ts'
import { fixedBits } from './layout.ts'
import { clearMask, presenceRead, presenceWrite, type Slot } from './presence.ts'
import type { Items } from './items.ts'

/** Property of an item in its record. */
export function itemProperty(id: string): string {
  if (id === 'rfs') return 'RFS'
  return /^\d/.test(id) ? `I${id}` : id
}

type Field = { name: string; emitted: Emitted } | null

/** Functions that read and write the records of one edition, and its `EditionCode`. */
export function editionText(
  name: string,
  edition: Edition,
  items: Items,
): { functions: string[]; entry: string } {
  const id = name.replaceAll('.', '_')
  const { uap } = edition
  if (!('by' in uap)) {
    const functions = listFunctions(id, name, uap, edition, items)
    functions.push(`function slots${id}(): readonly (string | null)[] {\n  return SLOTS${id}\n}`)
    return { functions, entry: entryText(name, edition.date, id) }
  }
  const functions = Object.entries(uap.when).flatMap(([value, list]) =>
    listFunctions(`${id}_${value}`, name, list, edition, items),
  )
  functions.push(...choiceFunctions(id, uap, edition, items))
  return { functions, entry: entryText(name, edition.date, id) }
}

function entryText(name: string, date: string, id: string): string {
  return `  { category: CATEGORY, edition: '${name}', date: '${date}', read: readRecord${id}, write: writeRecord${id}, slots: slots${id} },`
}

function listFunctions(
  id: string,
  name: string,
  list: readonly (string | null)[],
  edition: Edition,
  items: Items,
): string[] {
  const fields = list.map((item): Field => {
    if (item === null) return null
    return { name: itemProperty(item), emitted: items.emitted(item, edition, id, list) }
  })
  const slots: Slot[] = fields
  const names = list.map((item) => (item === null ? 'null' : `'${itemProperty(item)}'`))
  const read = [...presenceRead(list.length, 7, 'record', undefined), clearMask(slots, 7, 'record')]
  const members = fields.flatMap((field, i) => {
    if (field === null) return []
    const bit = `(f${Math.floor(i / 7)} & ${0x80 >> (i % 7)}) !== 0`
    return [`    ${field.name}: ${bit} ? ${field.emitted.read}(c) : undefined,`]
  })
  const writes = fields.flatMap((field) => {
    if (field === null) return []
    return [
      `  if (r.${field.name} !== undefined) {`,
      `  w.item = '${field.name}'`,
      `  ${field.emitted.write}(w, r.${field.name} as ${field.emitted.type}, '')`,
      '  }',
    ]
  })
  return [
    `const SLOTS${id} = [${names.join(', ')}]`,
    [
      `function readRecord${id}(c: Cursor): Cat {`,
      ...read.filter((line) => line !== ''),
      '  const r: Cat = {',
      '    cat: CATEGORY,',
      `    edition: '${name}',`,
      ...members,
      '  }',
      '  if (presence !== 0) r.presence = presence',
      '  return r',
      '}',
    ].join('\n'),
    [
      `function writeRecord${id}(w: Writer, record: RecordBase): void {`,
      '  const r = record as Cat',
      '  if (r.unread === undefined) {',
      ...presenceWrite(slots, 7, 'r', undefined),
      '  } else {',
      "  w.item = 'unread'",
      "  w.hex('/presence', r.unread.presence, null)",
      '  }',
      ...writes,
      '  if (r.unread !== undefined) {',
      "  w.item = 'unread'",
      "  w.hex('/octets', r.unread.octets, null)",
      '  }',
      '}',
    ].join('\n'),
  ]
}

/** Category 001 has two lists; a field of an item that stands near the front in both says which. */
function choiceFunctions(id: string, uap: UapChoice, edition: Edition, items: Items): string[] {
  const [item = '', field = ''] = uap.by.split('/')
  const lists = Object.entries(uap.when)
  const list = lists[0]?.[1] ?? []
  const slot = list.indexOf(item)
  const before = list.slice(0, slot).map((other, i) => {
    const octets = fixedBits(items.definition(other ?? '', edition)) / 8
    return `((b[c.p]! & ${0x80 >> i}) !== 0 ? ${octets} : 0)`
  })
  const def = items.definition(item, edition)
  const parts = 'extended' in def ? def.extended[0]! : 'group' in def ? def.group : []
  const index = parts.findIndex((part) => 'name' in part && part.name === field)
  const at = parts.slice(0, index).reduce((sum, part) => sum + fixedBits(part), 0)
  const code = unsignedBits(() => 'b[q]!', at, fixedBits(parts[index]!))
  const choose = (call: (value: string) => string): string =>
    lists
      .map(([value], i) => (i === lists.length - 1 ? call(value) : `kind === ${value} ? ${call(value)} : `))
      .join('')
  return [
    [
      `function kind${id}(c: Cursor): number {`,
      '  const b = c.b',
      '  let q = c.p',
      '  while (q < c.end && (b[q]! & 1) === 1) q++',
      '  q++',
      `  if (q >= c.end || (b[c.p]! & ${0x80 >> slot}) === 0) return ${lists[0]?.[0] ?? ''}`,
      `  q += ${before.join(' + ')}`,
      `  return q < c.end ? ${code} : ${lists[0]?.[0] ?? ''}`,
      '}',
    ].join('\n'),
    `function readRecord${id}(c: Cursor): Cat {\n  const kind = kind${id}(c)\n  return ${choose((v) => `readRecord${id}_${v}(c)`)}\n}`,
    `function writeRecord${id}(w: Writer, record: RecordBase): void {\n  const kind = (record as Cat).${itemProperty(item)}?.${field} ?? ${lists[0]?.[0] ?? ''}\n  ${lists.map(([v], i) => `${i === lists.length - 1 ? '' : `if (kind === ${v}) `}writeRecord${id}_${v}(w, record)`).join('\n  else ')}\n}`,
    `function slots${id}(c: Cursor): readonly (string | null)[] {\n  const kind = kind${id}(c)\n  return ${choose((v) => `SLOTS${id}_${v}`)}\n}`,
  ]
}
