import type { Column, RecordType } from '../../api/types.ts'
import { ownListOf } from './own-lists.ts'

const UPDATED: Column = { name: 'updatedAt', kind: 'time', path: 'updatedAt' }

/** Every column a list may show: the declared searched fields, and when the record last changed. */
export function allColumns(type: RecordType): readonly Column[] {
  const own = ownListOf(type.type)?.columns ?? []
  const searched = Object.entries(type.searched)
    .filter(([name]) => !own.some((column) => column.name === name))
    .map(([name, field]): Column => ({ name, ...field }))
  return [...own, ...searched, UPDATED]
}

/** Columns chosen in the address (`cols=a,b`), else the type's own; the title always leads. */
export function shownColumns(type: RecordType, chosen: string | undefined): readonly Column[] {
  if (chosen === undefined) return ownListOf(type.type)?.columns ?? [...type.columns, UPDATED]
  const all = allColumns(type)
  const wanted = chosen.split(',')
  return wanted.flatMap((name) => all.find((column) => column.name === name) ?? [])
}
