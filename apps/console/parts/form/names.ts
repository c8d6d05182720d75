import { useNames } from '../../i18n/use.ts'
import { declaredPath } from './paths.ts'

/** `lastSeenAt` → `Last seen at`: what is shown until a capability brings the field's own words. */
export function humanised(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export interface FieldNames {
  readonly label: (path: string) => string
  readonly help: (path: string, fallback?: string) => string | undefined
  readonly value: (path: string, value: unknown) => string
}

/** Words for a record's or a command's fields; a command's field without words of its own takes the record's. */
export function useFieldNames(type: string, command?: string): FieldNames {
  const name = useNames()
  const keys = (path: string, tail: string): string[] => [
    ...(command === undefined ? [] : [`command.${command}.${tail}.${path}`]),
    `record.${type}.${tail}.${path}`,
  ]
  const find = (path: string, tail: string, fallback: string): string =>
    keys(declaredPath(path), tail).reduceRight((otherwise, key) => name(key, otherwise), fallback)
  return {
    label: (path) => find(path, 'field', humanised(declaredPath(path).split('.').at(-1) ?? path)),
    help: (path, fallback = '') => find(path, 'help', fallback) || undefined,
    value: (path, value) => find(`${declaredPath(path)}.${String(value)}`, 'value', humanised(String(value))),
  }
}
