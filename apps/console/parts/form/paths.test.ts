import fc from 'fast-check'
import { expect, it } from 'vitest'
import { declaredPath, getAt, setAt } from './paths.ts'

const step = fc.stringMatching(/^[a-z]{1,4}$/)

it('what is written at a path is read there, and nothing else changes', () => {
  const seed = Math.trunc(performance.timeOrigin % 1e9)
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.integer(), (steps, value) => {
      const before = { untouched: 1 }
      const path = `deep.${steps.join('.')}`
      const after = setAt(before, path, value)
      expect(getAt(after, path)).toBe(value)
      expect(getAt(after, 'untouched')).toBe(1)
      expect(before).toEqual({ untouched: 1 })
    }),
    { seed },
  )
})

it('rows of a list are replaced in place', () => {
  expect(setAt({ boats: [{ name: 'a' }, { name: 'b' }] }, 'boats.1.name', 'c')).toEqual({
    boats: [{ name: 'a' }, { name: 'c' }],
  })
})

it('message keys leave positions out', () => {
  expect(declaredPath('boats.12.crew.0.name')).toBe('boats.crew.name')
})
