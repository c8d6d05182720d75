import { chmod, mkdir, readFile, stat, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Result } from '../contract/result.ts'
import { verifyEd25519 } from './ed25519.ts'
import { formatKekFile, parseKekFile } from './kek.ts'
import type { Keyring, OpenKeyringOptions } from './keyring.ts'
import { keysPlace } from './keys-test-place.ts'
import { openKeyring } from './open-keyring.ts'

let place: Awaited<ReturnType<typeof keysPlace>>
beforeEach(async () => {
  place = await keysPlace()
})
afterEach(() => place.remove())

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

async function create(): Promise<Keyring> {
  return must(await openKeyring({ ...place.options, create: true }))
}

async function reopen(changes: Partial<OpenKeyringOptions> = {}): Promise<Result<Keyring>> {
  return openKeyring({ ...place.options, ...changes })
}

const SECRET = new TextEncoder().encode('JBSWY3DPEHPK3PXP')

describe('first start', () => {
  test('makes a private key file outside the data, and says what that means', async () => {
    const keyring = await create()
    expect((await stat(place.kekPath)).mode & 0o777).toBe(0o600)
    expect((await stat(join(place.options.dir, 'keyring.json'))).mode & 0o777).toBe(0o600)
    expect(keyring.warnings).toEqual([
      expect.stringContaining(`plain file ${place.kekPath}`),
      expect.stringContaining('No recovery shares'),
    ])
  })

  test('does not happen unasked, nor twice', async () => {
    expect(await reopen()).toMatchObject({ error: { code: 'keys.keyring-missing' } })
    await create()
    expect(await reopen({ create: true })).toMatchObject({ error: { code: 'keys.exists' } })
  })

  test('what was sealed opens after a restart, and only for its purpose and id', async () => {
    const sealed = (await create()).seal('identity', 'account-1', SECRET)
    const keyring = must(await reopen())
    expect(must(keyring.open('identity', 'account-1', sealed))).toEqual(Buffer.from(SECRET))
    expect(keyring.open('identity', 'account-2', sealed)).toMatchObject({ error: { code: 'keys.tampered' } })
    expect(keyring.open('evidence', 'account-1', sealed)).toMatchObject({
      error: { code: 'keys.wrong-purpose' },
    })
    const relabelled = sealed.replace('identity', 'evidence')
    expect(keyring.open('evidence', 'account-1', relabelled)).toMatchObject({
      error: { code: 'keys.tampered' },
    })
    expect(keyring.open('identity', 'account-1', 'nonsense')).toMatchObject({
      error: { code: 'keys.sealed-format' },
    })
  })

  test('every flipped bit of a sealed text is refused', async () => {
    const keyring = await create()
    const sealed = keyring.seal('evidence', 'file-1', SECRET)
    const head = sealed.lastIndexOf('.') + 1
    const bytes = Buffer.from(sealed.slice(head), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const copy = Buffer.from(bytes)
      copy[bit >> 3]! ^= 1 << (bit & 7)
      const opened = keyring.open('evidence', 'file-1', sealed.slice(0, head) + copy.toString('base64url'))
      expect(opened, `bit ${bit}`).toMatchObject({ ok: false, error: { code: 'keys.tampered' } })
    }
  })

  test('signs with a key that its published half verifies, the same after a restart', async () => {
    const signer = (await create()).auditSigner()
    const signature = must(await reopen())
      .auditSigner()
      .sign(SECRET)
    expect(verifyEd25519(signer.publicKey, SECRET, signature)).toBe(true)
    expect(verifyEd25519(signer.publicKey, SECRET.slice(1), signature)).toBe(false)
  })

  test('no two purposes and no two nodes share a key', async () => {
    const mine = await create()
    const other = await keysPlace()
    const theirs = must(await openKeyring({ ...other.options, create: true }))
    await other.remove()
    expect(mine.subjectMacKey()).toHaveLength(32)
    expect(mine.subjectMacKey()).not.toEqual(theirs.subjectMacKey())
    expect(mine.subjectMacKey()).toEqual(must(await reopen()).subjectMacKey())
    expect(theirs.open('identity', 'a', mine.seal('identity', 'a', SECRET)).ok).toBe(false)
  })
})

describe('the key file', () => {
  test.each([0o640, 0o604, 0o660, 0o644, 0o611])('mode %o is refused', async (mode) => {
    await create()
    await chmod(place.kekPath, mode)
    expect(await reopen()).toMatchObject({
      error: { code: 'keys.kek-mode', message: expect.stringContaining('chmod 600') },
    })
  })

  test('a missing, cut, mistyped or foreign key is named as such', async () => {
    await create()
    const text = await readFile(place.kekPath, 'utf8')
    await writeFile(place.kekPath, text.slice(0, -8), { mode: 0o600 })
    expect(await reopen()).toMatchObject({ error: { code: 'keys.kek-format' } })
    const at = text.length - 10
    await writeFile(place.kekPath, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))
    expect(await reopen()).toMatchObject({ error: { code: 'keys.kek-format' } })
    await writeFile(place.kekPath, formatKekFile(new Map([[1, new Uint8Array(32).fill(7)]])))
    expect(await reopen()).toMatchObject({ error: { code: 'keys.kek-wrong' } })
    await unlink(place.kekPath)
    expect(await reopen()).toMatchObject({ error: { code: 'keys.kek-missing' } })
  })

  test('may not lie below the data or the backup, not even through a link', async () => {
    const inside = { kind: 'file' as const, path: join(place.root, 'data', 'kek') }
    expect(await reopen({ source: inside, create: true })).toMatchObject({
      error: { code: 'keys.kek-inside' },
    })
    const backup = { kind: 'file' as const, path: join(place.root, 'backup', 'x', 'kek') }
    expect(await reopen({ source: backup, create: true })).toMatchObject({
      error: { code: 'keys.kek-inside' },
    })
    await mkdir(join(place.root, 'data'))
    await symlink(join(place.root, 'data'), join(place.root, 'elsewhere'))
    const linked = { kind: 'file' as const, path: join(place.root, 'elsewhere', 'kek') }
    expect(await reopen({ source: linked, create: true })).toMatchObject({
      error: { code: 'keys.kek-inside' },
    })
  })

  test('a link in place of the file is refused', async () => {
    await create()
    const moved = join(place.root, 'secret', 'real')
    await writeFile(moved, await readFile(place.kekPath), { mode: 0o600 })
    await unlink(place.kekPath)
    await symlink(moved, place.kekPath)
    expect(await reopen()).toMatchObject({ error: { code: 'keys.kek-unreadable' } })
  })
})

describe('other places', () => {
  test('a systemd credential is read from its directory, and made only by an operator', async () => {
    const directory = join(place.root, 'credentials')
    await mkdir(directory)
    const source = { kind: 'systemd' as const, name: 'basinet-kek', directory }
    expect(await reopen({ source, create: true })).toMatchObject({ error: { code: 'keys.kek-missing' } })
    const kek = formatKekFile(new Map([[1, new Uint8Array(32).fill(9)]]))
    await writeFile(join(directory, 'basinet-kek'), kek, { mode: 0o400 })
    const keyring = must(await reopen({ source, create: true }))
    expect(keyring.warnings).toEqual([expect.stringContaining('No recovery shares')])
    expect(await keyring.rotateKek()).toMatchObject({ error: { code: 'keys.kek-read-only' } })
    expect((await reopen({ source })).ok).toBe(true)
    expect(await reopen({ source: { ...source, directory: undefined } })).toMatchObject({
      error: { code: 'keys.no-credentials' },
    })
    expect(await reopen({ source: { ...source, name: '../kek' } })).toMatchObject({
      error: { code: 'keys.credential-name' },
    })
  })

  test('a credential with a newer version is rotated to', async () => {
    const directory = join(place.root, 'credentials')
    await mkdir(directory)
    const source = { kind: 'systemd' as const, name: 'kek', directory }
    const keys = new Map([[1, new Uint8Array(32).fill(9)]])
    await writeFile(join(directory, 'kek'), formatKekFile(keys), { mode: 0o400 })
    const sealed = must(await reopen({ source, create: true })).seal('backup', 'set', SECRET)
    keys.set(2, new Uint8Array(32).fill(8))
    await unlink(join(directory, 'kek'))
    await writeFile(join(directory, 'kek'), formatKekFile(keys), { mode: 0o400 })
    expect(await must(await reopen({ source })).rotateKek()).toEqual({ ok: true, value: 2 })
    const after = must(await reopen({ source }))
    expect(after.kekVersion).toBe(2)
    expect(must(after.open('backup', 'set', sealed))).toEqual(Buffer.from(SECRET))
  })
})

describe('the keyring', () => {
  test('any change to it is refused', async () => {
    const keyring = await create()
    must(await keyring.rotatePurpose('identity'))
    const path = join(place.options.dir, 'keyring.json')
    const text = await readFile(path, 'utf8')
    const edits: [RegExp, string][] = [
      [/"state": "old"/, '"state": "active"'],
      [/"version": 2/, '"version": 3'],
      [/"sharesOfKek": null/, '"sharesOfKek": 1'],
      [/2026-11-24/, '2026-11-25'],
      [/"wrapped": "(.)/, '"wrapped": "+'],
    ]
    for (const [from, to] of edits) {
      expect(text).toMatch(from)
      await writeFile(path, text.replace(from, to))
      expect(await reopen(), `edit ${from.source}`).toMatchObject({ error: { code: 'keys.tampered' } })
    }
    await writeFile(path, text.slice(0, 40))
    expect(await reopen()).toMatchObject({ error: { code: 'keys.keyring-format' } })
    await writeFile(path, text.replace('"purpose": "identity"', '"purpose": "other"'))
    expect(await reopen()).toMatchObject({ error: { code: 'keys.keyring-format' } })
  })

  test('shows no key to a log', async () => {
    const keyring = await create()
    const kek = [...must(parseKekFile(await readFile(place.kekPath, 'utf8'))).values()][0]!
    const shown = inspect(keyring, { depth: 10, showHidden: true }) + JSON.stringify(keyring)
    expect(shown).not.toContain(Buffer.from(kek).toString('hex').slice(0, 8))
    expect(shown).not.toContain(inspect(Buffer.from(kek)).slice(8, 30))
    expect(shown).not.toMatch(/Uint8Array|Buffer/)
  })
})
