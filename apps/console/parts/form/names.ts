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
  /** @param fallback what stands there without words; the declared word in reading form unless given */
  readonly value: (path: string, value: unknown, fallback?: string) => string
}

/** Most own first: the command's words, the record's, then those every record shares. */
function keysOf(tail: string, path: string, type: string, command?: string): string[] {
  const steps = path.split('.')
  const own = command === undefined ? [] : [`command.${command}.${tail}.${path}`]
  const shared = steps.slice(tail === 'value' ? -2 : -1).join('.')
  const level = /^(class|clearance)\.(.+)$/.exec(tail === 'value' ? shared : '')?.[2]
  return [
    ...own,
    `record.${type}.${tail}.${path}`,
    `${tail}.${shared}`,
    ...(level === undefined ? [] : [`label.class.${level}`]),
  ]
}

type Name = (key: string, fallback: string) => string

const found = (name: Name, keys: readonly string[], fallback: string): string =>
  keys.reduceRight((otherwise, key) => name(key, otherwise), fallback)

/** A field's own words, for a sentence about it; where only the command is known, its record is the first part of its name. */
export function fieldLabel(name: Name, path: string, command: string | undefined): string {
  const declared = declaredPath(path)
  const keys = keysOf('field', declared, command?.split('.')[0] ?? '', command)
  return found(name, keys, humanised(declared.split('.').at(-1) ?? path))
}

/** Words for the fields of a record or a command and for what they may hold. */
export function useFieldNames(type: string, command?: string): FieldNames {
  const name = useNames()
  const find = (path: string, tail: string, fallback: string): string =>
    found(name, keysOf(tail, declaredPath(path), type, command), fallback)
  return {
    label: (path) => find(path, 'field', humanised(declaredPath(path).split('.').at(-1) ?? path)),
    help: (path, fallback = '') => find(path, 'help', fallback) || undefined,
    value: (path, value, fallback = humanised(String(value))) =>
      find(`${declaredPath(path)}.${String(value)}`, 'value', fallback),
  }
}
