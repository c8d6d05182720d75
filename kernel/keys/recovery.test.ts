import { randomBytes } from 'node:crypto'
import { readFile, stat, unlink } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Result } from '../contract/result.ts'
import { fromBase32, toBase32 } from './base32.ts'
import type { Keyring } from './keyring.ts'
import { keysPlace } from './keys-test-place.ts'
import { openKeyring } from './open-keyring.ts'
import { recoverKek } from './recover.ts'
import { joinSecret, multiply, splitSecret } from './shamir.ts'
import { joinShares, makeShares } from './share.ts'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

describe('the drill: the key file is lost', () => {
  let place: Awaited<ReturnType<typeof keysPlace>>
  let keyring: Keyring
  let shares: string[]
  beforeEach(async () => {
    place = await keysPlace()
    keyring = must(await openKeyring({ ...place.options, create: true }))
    shares = must(await keyring.recoveryShares(3, 5))
  })
  afterEach(() => place.remove())

  function recover(texts: readonly string[], drill = false): ReturnType<typeof recoverKek> {
    return recoverKek({ dir: place.options.dir, source: place.options.source, shares: texts, drill })
  }

  test('any three of five bring it back, and everything opens again', async () => {
    const sealed = keyring.seal('evidence', 'f', random(32))
    await unlink(place.kekPath)
    expect(await openKeyring(place.options)).toMatchObject({ error: { code: 'keys.kek-missing' } })
    expect(await recover([shares[4]!, shares[0]!, shares[2]!])).toEqual({
      ok: true,
      value: { kekVersion: 1, place: place.kekPath },
    })
    expect((await stat(place.kekPath)).mode & 0o777).toBe(0o600)
    const reopened = must(await openKeyring(place.options))
    expect(reopened.open('evidence', 'f', sealed).ok).toBe(true)
    expect(reopened.warnings).toHaveLength(1)
  })

  test('two are refused, also when one of them is given twice', async () => {
    await unlink(place.kekPath)
    const two = [shares[0]!, shares[1]!]
    expect(await recover(two)).toMatchObject({
      error: { code: 'keys.shares-few', message: expect.stringContaining('3 are needed') },
    })
    expect(await recover([...two, shares[1]!])).toMatchObject({ error: { code: 'keys.shares-few' } })
  })

  test('shares of another set or of an older key are refused', async () => {
    const others = must(await keyring.recoveryShares(3, 5))
    expect(await recover([shares[0]!, shares[1]!, others[2]!], true)).toMatchObject({
      error: { code: 'keys.shares-mixed' },
    })
    must(await keyring.rotateKek())
    expect(await recover(shares, true)).toMatchObject({ error: { code: 'keys.kek-wrong' } })
  })

  test('a drill checks and writes nothing; a real recovery overwrites nothing', async () => {
    const before = await readFile(place.kekPath, 'utf8')
    expect((await recover(shares.slice(0, 3), true)).ok).toBe(true)
    expect(await recover(shares.slice(0, 3))).toMatchObject({ error: { code: 'keys.exists' } })
    expect(await readFile(place.kekPath, 'utf8')).toBe(before)
  })

  test('no share and no message holds the key', async () => {
    const kek = await readFile(place.kekPath, 'utf8')
    for (const share of shares) {
      for (const group of kek.split('\n').at(-2)!.split('-').slice(0, 5)) expect(share).not.toContain(group)
    }
    expect(await keyring.recoveryShares(1, 5)).toMatchObject({ error: { code: 'keys.share-count' } })
    expect(await keyring.recoveryShares(4, 3)).toMatchObject({ error: { code: 'keys.share-count' } })
  })
})

describe('share texts', () => {
  const kek = random(32)
  const shares = must(makeShares(kek, 7, 2, 3, random))

  test('are read as people write them', () => {
    const sloppy = shares.map((text) =>
      text.split('\n').slice(1).join(' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
    )
    expect(must(joinShares(sloppy))).toEqual({ kek, kekVersion: 7 })
  })

  test('one wrong character is found in the share that has it', () => {
    const lines = shares[1]!.split('\n')
    const code = lines.slice(1).join('\n')
    for (let at = 0; at < code.length; at++) {
      if (!/[0-9A-Z]/.test(code[at]!)) continue
      const wrong = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1)
      expect(joinShares([shares[0]!, wrong]), `character ${at}`).toMatchObject({
        error: { code: 'keys.share-format', field: 'share 2' },
      })
    }
    expect(joinShares(['', shares[0]!])).toMatchObject({
      error: { code: 'keys.share-format', field: 'share 1' },
    })
    expect(joinShares([])).toMatchObject({ error: { code: 'keys.shares-few' } })
  })

  test('base32 survives the round trip, and stray bits or letters are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes)
      }),
    )
    expect(fromBase32('U')).toBeNull()
    expect(fromBase32('ZZ')).toBeNull()
    expect(fromBase32('000')).toBeNull()
  })
})

describe('secret sharing', () => {
  test('multiplication is that of the AES field', () => {
    expect(multiply(0x57, 0x83)).toBe(0xc1) // FIPS 197, 4.2
    expect(multiply(0x57, 0x13)).toBe(0xfe) // FIPS 197, 4.2.1
  })

  test('any `needed` points restore the secret, and one fewer restores another', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 40 }),
        fc.integer({ min: 2, max: 6 }),
        fc.nat(4),
        (secret, needed, extra) => {
          const points = splitSecret(secret, needed, needed + extra, random)
          expect(joinSecret(points.slice(extra))).toEqual(secret)
          expect(joinSecret(points.toReversed().slice(extra))).toEqual(secret)
          expect(joinSecret(points.slice(0, needed - 1))).not.toEqual(secret)
        },
      ),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 5000 : 100 },
    )
  })

  test('one point fewer leaves every secret equally likely', () => {
    // Two of two over one byte: for a fixed first share, each secret fits exactly one slope.
    const seen = new Set<number>()
    for (let slope = 0; slope < 256; slope++) seen.add(0x42 ^ multiply(slope, 1))
    expect(seen.size).toBe(256)
  })
})
