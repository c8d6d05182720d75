import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyMask } from './mask.ts'

const body = {
  summary: 'seen',
  vessel: { name: 'Sunrise II', flag: 'LCA', owner: { name: 'x' } },
  crew: [{ name: 'a', born: '1990' }, { name: 'b', born: '1991' }, 'loose'],
  empty: null,
}

it('keeps the fields that are named, inside lists too, and leaves no trace of others', () => {
  expect(applyMask(body, null)).toBe(body)
  expect(applyMask(body, ['summary', 'vessel.name', 'crew.name', 'absent', 'summary.inner'])).toEqual({
    summary: 'seen',
    vessel: { name: 'Sunrise II' },
    crew: [{ name: 'a' }, { name: 'b' }],
  })
  expect(applyMask(body, ['vessel', 'vessel.name', 'empty'])).toEqual({ vessel: body.vessel, empty: null })
  expect(applyMask(body, ['constructor', 'toString'])).toEqual({})
})

it('never shows a leaf that no named path leads to', () => {
  const leaf = fc.constant('leaf')
  const name = fc.constantFrom('a', 'b', 'c', '__proto__')
  const tree = fc.dictionary(
    name,
    fc.oneof(leaf, fc.dictionary(name, fc.oneof(leaf, fc.array(fc.dictionary(name, leaf))))),
  )
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'))
  const leaves = (value: unknown, at = ''): string[] => {
    if (Array.isArray(value)) return value.flatMap((v) => leaves(v, at))
    if (typeof value !== 'object' || value === null) return [at]
    return Object.entries(value).flatMap(([k, v]) => leaves(v, at === '' ? k : `${at}.${k}`))
  }
  fc.assert(
    fc.property(tree, fc.array(path, { minLength: 1, maxLength: 4 }), (value, fields) => {
      const shown = leaves(applyMask(value, fields)).filter((p) => p !== '')
      for (const found of shown)
        expect(fields.some((f) => found === f || found.startsWith(`${f}.`))).toBe(true)
      const meant = leaves(value).filter((p) => fields.some((f) => p === f || p.startsWith(`${f}.`)))
      expect(shown.filter((p) => !p.includes('__proto__')).toSorted()).toEqual(
        meant.filter((p) => !p.includes('__proto__')).toSorted(),
      )
    }),
    { numRuns: 500 },
  )
})
