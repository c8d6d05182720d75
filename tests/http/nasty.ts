import fc from 'fast-check'

const DEEP = 2_000

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

/** Texts that have broken servers: NUL, lone surrogates, controls, format strings, SQL, markup, length. */
const TEXTS: readonly string[] = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\ufeff',
  '\u202e',
  '\u0007\u001b[31m',
  "'; DROP TABLE basinet.r_agency; --",
  '%s%n%p',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'é'.normalize('NFD').repeat(50),
  'ﷺ'.repeat(300),
  'A'.repeat(100_000),
  '-1',
  '1e999',
  '00000000-0000-0000-0000-000000000000',
  '9999-99-99T99:99:99Z',
  '275760-09-13T00:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '2026-11-24T00:00:60Z',
]

/** A value of whatever sort, where another was expected. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -0,
      -1,
      1e308,
      5e-324,
      2 ** 53,
      -(2 ** 63),
      2 ** 31,
      [],
      {},
      [[]],
      [null],
      { length: 1e9 },
      { toString: 1, valueOf: 2 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      nested(40),
      nested(DEEP),
      Array.from({ length: 5_000 }, (_, i) => i),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
)

export interface Mutation {
  readonly kind: 'replace' | 'remove' | 'add'
  readonly at: number
  readonly value: unknown
  readonly key: string
}

/** Names that mean something to JavaScript, and such as no name should be. */
const KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', '', 'a\u0000', '\ud800', 'toString']

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant('replace' as const) },
    { weight: 1, arbitrary: fc.constantFrom('remove' as const, 'add' as const) },
  ),
  at: fc.nat(30),
  value: nastyValue,
  key: fc.constantFrom(...KEYS),
})

/** The value changed at its n-th place, counted through all its parts. */
export function mutated(value: unknown, change: Mutation): unknown {
  const count = { left: change.at % Math.max(1, placesIn(value)) }
  return walk(value, change, count)
}

function placesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return 1 + Object.values(value).reduce<number>((sum, inner) => sum + placesIn(inner), 0)
}

const REMOVED = Symbol('removed')

function walk(value: unknown, change: Mutation, count: { left: number }): unknown {
  if (count.left-- === 0) return changedHere(value, change)
  if (Array.isArray(value)) return value.map((v) => walk(v, change, count)).filter((v) => v !== REMOVED)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    const next = walk(inner, change, count)
    if (next !== REMOVED) define(copy, key, next)
  }
  return copy
}

function changedHere(value: unknown, change: Mutation): unknown {
  if (change.kind === 'replace') return change.value
  if (change.kind === 'remove') return REMOVED
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { [change.key]: change.value }
  const copy: Record<string, unknown> = { ...value }
  define(copy, change.key, change.value)
  return copy
}

/** An own property even where the name is `__proto__`. */
function define(on: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(on, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Pieces of an address, percent-encoded or not. */
export const nastyPiece: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '%00',
    'a%00b',
    '%ff%fe',
    '%zz',
    '%',
    '%ed%a0%80',
    '%f0%9f%98%80',
    '..%2f..%2fetc%2fpasswd',
    '..',
    '',
    '%27%20OR%201=1--',
    '%22',
    '-1',
    '0',
    '1e999',
    'NaN',
    'null',
    '99999999999999999999',
    '__proto__',
    'constructor',
    'x'.repeat(190),
    'x'.repeat(3_000),
    '00000000-0000-0000-0000-000000000000',
    '2026-11-24T00:00:00Z',
    '0001-01-01',
    '275760-09-13',
    '1,2,3,4',
    '-61,13,-60,14',
    'NaN,NaN,Infinity,1',
  ),
  fc.string({ maxLength: 12 }).map((s) => encodeURIComponent(s)),
)
