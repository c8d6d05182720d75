import { readLocal, writeLocal } from '../../state/local.ts'
import type { FlatSearch } from '../../app/search-params.ts'

/** A named set of filters, order and columns, kept in this browser. */
export interface View {
  readonly name: string
  readonly search: FlatSearch
}

const VIEWS_MAX = 30
const key = (type: string): string => `basinet.views.${type}`

function parseViews(value: unknown): View[] | null {
  if (!Array.isArray(value)) return null
  return value.filter(
    (v): v is View =>
      typeof v === 'object' &&
      v !== null &&
      typeof (v as View).name === 'string' &&
      typeof (v as View).search === 'object',
  )
}

export function readViews(type: string): readonly View[] {
  return readLocal(key(type), parseViews) ?? []
}

/** A view of the same name is replaced. @returns whether the browser kept it */
export function keepView(type: string, view: View): boolean {
  const others = readViews(type).filter((v) => v.name !== view.name)
  return writeLocal(key(type), [...others, view].slice(-VIEWS_MAX))
}

export function dropView(type: string, name: string): boolean {
  return writeLocal(
    key(type),
    readViews(type).filter((v) => v.name !== name),
  )
}
