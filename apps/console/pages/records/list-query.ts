import type { FlatSearch } from '../../app/search-params.ts'
import type { RecordType } from '../../api/types.ts'

export const OPERATORS = ['eq', 'gte', 'lte', 'in'] as const
export type Operator = (typeof OPERATORS)[number]

export interface Chip {
  readonly name: string
  readonly operator: Operator
  readonly value: string
}

const keyOf = (chip: Pick<Chip, 'name' | 'operator'>): string =>
  chip.operator === 'eq' ? `f.${chip.name}` : `f.${chip.name}.${chip.operator}`

/** Filters of the address as chips; what the type does not declare is left out, since the node would refuse it. */
export function chipsOf(search: FlatSearch, type: RecordType): Chip[] {
  return Object.entries(search).flatMap(([key, value]) => {
    const [head, name = '', operator = 'eq'] = key.split('.')
    const known = name === 'updatedAt' || type.searched[name] !== undefined
    if (head !== 'f' || !known || !(OPERATORS as readonly string[]).includes(operator)) return []
    return [{ name, operator: operator as Operator, value }]
  })
}

export function withChip(search: FlatSearch, chip: Chip): FlatSearch {
  return { ...search, [keyOf(chip)]: chip.value }
}

export function withoutChip(search: FlatSearch, chip: Chip): FlatSearch {
  return Object.fromEntries(Object.entries(search).filter(([key]) => key !== keyOf(chip)))
}

/** What is asked of the node: filters and order. */
export function queryOf(search: FlatSearch, type: RecordType): Record<string, string> {
  const filters = Object.fromEntries(chipsOf(search, type).map((chip) => [keyOf(chip), chip.value]))
  const sort = search['sort']
  const sortName = sort?.replace(/^-/, '')
  const known = sortName === 'updatedAt' || (sortName !== undefined && type.searched[sortName] !== undefined)
  return { ...filters, ...(sort !== undefined && known ? { sort } : {}) }
}

/** Order after a click on a column's head: up, down, and back to newest first. */
export function nextSort(current: string | undefined, name: string): string | undefined {
  if (current === name) return `-${name}`
  if (current === `-${name}`) return undefined
  return name
}
