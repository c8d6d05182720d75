import type { Catalogue } from '../api/types.ts'

/** Where a record lives in the console: the same words as its line, capability and type. */
export function recordPath(catalogue: Catalogue | undefined, type: string, id: string): string {
  const declared = catalogue?.records[type]
  if (declared === undefined) return `/records/${type}/${id}`
  return `/${declared.line}/${declared.capability}/${type}/${id}`
}

export function listPath(catalogue: Catalogue | undefined, type: string): string {
  const declared = catalogue?.records[type]
  return declared === undefined ? '/' : `/${declared.line}/${declared.capability}/${type}`
}
