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

/** The verb of a command's name: addresses name `…/new/enter`, since one that ends in `.enter` would read as a file. */
export function verbOf(command: string): string {
  return command.slice(command.indexOf('.') + 1)
}
