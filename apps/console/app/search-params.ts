import { plainText } from '../parts/plain-text.ts'

/** Search parameters as flat text, so that a filter reads `?f.state=open` and a link can be written by hand. */
export type FlatSearch = Readonly<Record<string, string>>

export function parseSearch(text: string): FlatSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, plainText(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

export function flatSearch(search: Record<string, unknown>): FlatSearch {
  return Object.fromEntries(
    Object.entries(search)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, plainText(value)]),
  )
}
