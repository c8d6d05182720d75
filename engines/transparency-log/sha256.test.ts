import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from './property-runs.fixture.ts'
import { hex } from './reference-tree.fixture.ts'
import { sha256 } from './sha256.ts'

test.each([
  // FIPS 180-4 examples, as published by NIST CSRC "Examples with Intermediate Values", SHA256.pdf
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
])('digest of %j is the published one', (text, digest) => {
  expect(hex(sha256(new TextEncoder().encode(text)))).toBe(digest)
})

test('every length around the padding boundaries agrees with the native function', () => {
  for (let length = 0; length <= 300; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256)
    expect(hex(sha256(message)), `length ${length}`).toBe(hash('sha256', message))
  }
})

test('any message agrees with the native function', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (message) => {
      expect(hex(sha256(message))).toBe(hash('sha256', message))
    }),
    runs(200, 5000),
  )
})
