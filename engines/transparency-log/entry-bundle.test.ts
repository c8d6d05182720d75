import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTRY_BYTES_MAX, formatEntryBundle, parseEntryBundle } from './entry-bundle.ts'
import { runs } from './property-runs.fixture.ts'

test('lengths are big-endian uint16', () => {
  const entries = [Uint8Array.of(7), new Uint8Array(0), new Uint8Array(258).fill(9)]
  const bundle = formatEntryBundle(entries)
  if (!bundle.ok) throw new Error(bundle.error.message)
  expect(Array.from(bundle.value.slice(0, 7))).toEqual([0, 1, 7, 0, 0, 1, 2])
  expect(parseEntryBundle(bundle.value, 3)).toEqual({ ok: true, value: entries })
})

test('an entry or a bundle that does not fit is refused', () => {
  expect(formatEntryBundle([new Uint8Array(ENTRY_BYTES_MAX)]).ok).toBe(true)
  expect(formatEntryBundle([new Uint8Array(ENTRY_BYTES_MAX + 1)])).toMatchObject({
    error: { code: 'bundle.entry-size' },
  })
  expect(formatEntryBundle([])).toMatchObject({ error: { code: 'bundle.count' } })
  expect(formatEntryBundle(Array.from({ length: 257 }, () => new Uint8Array(0))).ok).toBe(false)
})

test('a cut bundle names the byte', () => {
  expect(parseEntryBundle(Uint8Array.of(0, 1, 7, 0), 2)).toMatchObject({
    error: { message: expect.stringContaining('byte 3') },
  })
  expect(parseEntryBundle(Uint8Array.of(0, 5, 7), 1)).toMatchObject({ error: { code: 'bundle.truncated' } })
  expect(parseEntryBundle(Uint8Array.of(0, 0, 0, 0), 1)).toMatchObject({ error: { code: 'bundle.count' } })
})

test('whatever parses is what was written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 256 }), (bytes, width) => {
      const parsed = parseEntryBundle(bytes, width)
      const again = parsed.ok ? formatEntryBundle(parsed.value) : null
      expect(again?.ok ?? true).toBe(true)
      expect(again?.ok === true ? again.value : bytes).toEqual(bytes)
    }),
    runs(500, 20_000),
  )
})
