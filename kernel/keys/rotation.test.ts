import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Result } from '../contract/result.ts'
import { verifyEd25519 } from './ed25519.ts'
import { formatKekFile, parseKekFile } from './kek.ts'
import type { Keyring } from './keyring.ts'
import { keysPlace } from './keys-test-place.ts'
import { openKeyring } from './open-keyring.ts'

let place: Awaited<ReturnType<typeof keysPlace>>
let keyring: Keyring
beforeEach(async () => {
  place = await keysPlace()
  keyring = must(await openKeyring({ ...place.options, create: true }))
})
afterEach(() => place.remove())

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

async function kekVersions(): Promise<number[]> {
  return [...must(parseKekFile(await readFile(place.kekPath, 'utf8'))).keys()]
}

const SECRET = new TextEncoder().encode('secret')

describe('the key-encryption key', () => {
  test('rotates: everything opens, the old key is gone from its file, the shares are said to be stale', async () => {
    const sealed = keyring.seal('evidence', 'f', SECRET)
    const mac = keyring.subjectMacKey()
    must(await keyring.recoveryShares(2, 3))
    expect(await keyring.rotateKek()).toEqual({ ok: true, value: 2 })
    expect(await kekVersions()).toEqual([2])
    expect(keyring.warnings.at(-1)).toContain('version 1 and do not restore version 2')
    const reopened = must(await openKeyring(place.options))
    expect(reopened.kekVersion).toBe(2)
    expect(must(reopened.open('evidence', 'f', sealed))).toEqual(Buffer.from(SECRET))
    expect(reopened.subjectMacKey()).toEqual(mac)
  })

  test('a stolen old key opens nothing of the new keyring', async () => {
    const oldKek = await readFile(place.kekPath, 'utf8')
    must(await keyring.rotateKek())
    await writeFile(place.kekPath, oldKek)
    expect(await openKeyring(place.options)).toMatchObject({ error: { code: 'keys.kek-missing' } })
    const old = must(parseKekFile(oldKek)).get(1)!
    await writeFile(place.kekPath, formatKekFile(new Map([[2, old]])))
    expect(await openKeyring(place.options)).toMatchObject({ error: { code: 'keys.kek-wrong' } })
  })

  test('a crash before the re-wrap leaves the old key in force, and the next rotation goes on', async () => {
    const sealed = keyring.seal('evidence', 'f', SECRET)
    const keys = new Map(must(parseKekFile(await readFile(place.kekPath, 'utf8'))))
    keys.set(2, place.options.random(32))
    await writeFile(place.kekPath, formatKekFile(keys))
    const reopened = must(await openKeyring(place.options))
    expect(reopened.kekVersion).toBe(1)
    expect(reopened.open('evidence', 'f', sealed).ok).toBe(true)
    expect(await reopened.rotateKek()).toEqual({ ok: true, value: 2 })
    expect(await kekVersions()).toEqual([2])
  })

  test('a crash after the re-wrap leaves both keys, and the next start drops the old one', async () => {
    const before = join(place.root, 'kek-before')
    await copyFile(place.kekPath, before)
    must(await keyring.rotateKek())
    const both = new Map([
      ...must(parseKekFile(await readFile(before, 'utf8'))),
      ...must(parseKekFile(await readFile(place.kekPath, 'utf8'))),
    ])
    await writeFile(place.kekPath, formatKekFile(both))
    expect((await openKeyring(place.options)).ok).toBe(true)
    expect(await kekVersions()).toEqual([2])
  })

  test('two rotations at once follow each other', async () => {
    const versions = await Promise.all([keyring.rotateKek(), keyring.rotateKek()])
    expect(versions.map(must)).toEqual([2, 3])
    expect((await openKeyring(place.options)).ok).toBe(true)
  })
})

describe('a data key', () => {
  test('rotates: old texts open, new ones use the new version, a retired version opens no more', async () => {
    const before = keyring.seal('identity', 'a', SECRET)
    expect(await keyring.rotatePurpose('identity')).toEqual({ ok: true, value: 2 })
    const after = keyring.seal('identity', 'a', SECRET)
    expect([before, after].map((text) => must(keyring.sealedVersion(text)))).toEqual([1, 2])
    expect(keyring.open('identity', 'a', before).ok).toBe(true)
    expect(await keyring.retire('identity', 2)).toMatchObject({ error: { code: 'keys.active' } })
    must(await keyring.retire('identity', 1))
    const reopened = must(await openKeyring(place.options))
    expect(reopened.open('identity', 'a', before)).toMatchObject({ error: { code: 'keys.unknown-version' } })
    expect(reopened.open('identity', 'a', after).ok).toBe(true)
    expect(await reopened.rotatePurpose('identity')).toEqual({ ok: true, value: 3 })
    expect(await reopened.retire('identity', 9)).toMatchObject({ error: { code: 'keys.unknown-version' } })
  })

  test('a new audit key leaves the old public key to verify with', async () => {
    const old = keyring.auditSigner()
    const signature = old.sign(SECRET)
    must(await keyring.rotatePurpose('audit-signing'))
    const published = must(await openKeyring(place.options)).auditPublicKeys()
    expect(published.map((key) => key.version)).toEqual([1, 2])
    expect(verifyEd25519(published[0]!.publicKey, SECRET, signature)).toBe(true)
    expect(verifyEd25519(published[1]!.publicKey, SECRET, signature)).toBe(false)
    expect(keyring.auditSigner().publicKey).toEqual(published[1]!.publicKey)
  })

  test('another process sees a rotation when it reloads', async () => {
    const other = must(await openKeyring(place.options))
    must(await keyring.rotatePurpose('evidence'))
    const sealed = keyring.seal('evidence', 'f', SECRET)
    expect(other.open('evidence', 'f', sealed)).toMatchObject({ error: { code: 'keys.unknown-version' } })
    must(await other.reload())
    expect(other.open('evidence', 'f', sealed).ok).toBe(true)
  })
})
