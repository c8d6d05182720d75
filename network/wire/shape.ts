import { Compile } from 'typebox/compile'
import { fail, Label, ok, type Result } from '@basinet/kernel/contract'
import type { Cbor } from './cbor.ts'

/** Reads a decoded value as `T`, or throws `Misshapen`, which only `readShape` catches. `at` is the dotted path. */
export type Shape<T> = (value: unknown, at: string) => T
export type ShapeOf<S> = S extends Shape<infer T> ? T : never

class Misshapen extends Error {
  readonly at: string
  constructor(at: string, expected: string) {
    super(`${at === '' ? 'message' : at}: expected ${expected}`)
    this.at = at
  }
}

/** Errors: `message.shape`, naming the field and what was expected there. */
export function readShape<T>(shape: Shape<T>, value: Cbor): Result<T> {
  try {
    return ok(shape(value, ''))
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    return fail('message.shape', error.message, error.at)
  }
}

/** A value that every shape refuses with these words. */
export function misshapen(at: string, expected: string): never {
  throw new Misshapen(at, expected)
}

export function text(max: number, pattern?: RegExp): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length === 0 || value.length > max)
      return misshapen(at, `text of 1 to ${max} characters`)
    if (pattern !== undefined && !pattern.test(value)) return misshapen(at, `text like ${pattern.source}`)
    return value
  }
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = allowed.find((word) => word === value)
    return found ?? misshapen(at, `one of ${allowed.join(', ')}`)
  }
}

export function uint(max = Number.MAX_SAFE_INTEGER, min = 0): Shape<number> {
  return (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : misshapen(at, `a whole number from ${min} to ${max}`)
}

export function exactly<const T extends number>(only: T): Shape<T> {
  return (value, at) => (value === only ? only : misshapen(at, `${only}`))
}

export const bool: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : misshapen(at, 'true or false')

export function bytes(exact: number): Shape<Uint8Array> {
  return (value, at) =>
    value instanceof Uint8Array && value.length === exact ? value : misshapen(at, `${exact} bytes`)
}

export function bytesUpTo(max: number): Shape<Uint8Array> {
  return (value, at) =>
    value instanceof Uint8Array && value.length <= max ? value : misshapen(at, `at most ${max} bytes`)
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at))
}

export function list<T>(shape: Shape<T>, max: number, min = 0): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < min || value.length > max)
      return misshapen(at, `a list of ${min} to ${max}`)
    return value.map((item, i) => shape(item, `${at}[${i}]`))
  }
}

/** A list of different values in rising order: one set has one encoding. */
export function sortedSet(shape: Shape<string>, max: number, min = 0): Shape<string[]> {
  const items = list(shape, max, min)
  return (value, at) => {
    const found = items(value, at)
    for (let i = 1; i < found.length; i++) {
      if ((found[i - 1] as string) >= (found[i] as string))
        return misshapen(at, 'rising order without repeats')
    }
    return found
  }
}

export function tuple<const S extends readonly Shape<unknown>[]>(
  ...shapes: S
): Shape<{ [K in keyof S]: ShapeOf<S[K]> }> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== shapes.length)
      return misshapen(at, `a list of ${shapes.length}`)
    return shapes.map((shape, i) => shape(value[i], `${at}[${i}]`)) as { [K in keyof S]: ShapeOf<S[K]> }
  }
}

/** A map with these keys and no others. */
export function map<const S extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: S,
): Shape<{ readonly [K in keyof S]: ShapeOf<S[K]> }> {
  const names = Object.keys(shapes)
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array)
      return misshapen(at, 'a map')
    const given = value as Readonly<Record<string, unknown>>
    const stranger = Object.keys(given).find((key) => !Object.hasOwn(shapes, key))
    if (stranger !== undefined) return misshapen(join(at, stranger), 'no such key')
    const read: Record<string, unknown> = {}
    for (const name of names) {
      if (!Object.hasOwn(given, name)) return misshapen(join(at, name), 'a value')
      read[name] = (shapes[name] as Shape<unknown>)(given[name], join(at, name))
    }
    return read as { readonly [K in keyof S]: ShapeOf<S[K]> }
  }
}

export const anything: Shape<Cbor> = (value) => value as Cbor

const join = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`)

export const nation = text(3, /^[A-Z]{3}$/)
/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted; to the year 9999. */
export const instant = uint(253_402_300_799_999)
export const uuid = text(36, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
/** A record or message type: `vessel-sighting`, `network.recall`. */
export const typeName = text(60, /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)

const labels = Compile(Label)
export const label: Shape<Label> = (value, at) => {
  if (labels.Check(value)) return value
  const [first] = labels.Errors(value)
  return misshapen(`${at}${first?.instancePath.replaceAll('/', '.') ?? ''}`, first?.message ?? 'a label')
}
