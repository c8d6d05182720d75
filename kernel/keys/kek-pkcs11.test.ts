import { execFileSync } from 'node:child_process'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../contract/result.ts'
import type { Pkcs11Location } from './keyring.ts'
import { keysPlace } from './keys-test-place.ts'
import { openKeyring } from './open-keyring.ts'
import { recoverKek } from './recover.ts'

const SECRET = new TextEncoder().encode('a TOTP secret')
const PIN = '493817'
/** SoftHSM 2.6 knows OAEP with SHA-1 only. */
const OAEP = 'sha1'
const modulePath = process.env['BASINET_SOFTHSM']

describe.runIf(modulePath !== undefined)('a key sealed to a token', () => {
  let place: Awaited<ReturnType<typeof keysPlace>>
  let token: Pkcs11Location
  const open = (source: Pkcs11Location, create = false) => openKeyring({ ...place.options, source, create })

  beforeAll(async () => {
    place = await keysPlace()
    await mkdir(join(place.root, 'tokens'))
    const conf = join(place.root, 'softhsm.conf')
    await writeFile(
      conf,
      `directories.tokendir = ${join(place.root, 'tokens')}\nobjectstore.backend = file\n`,
    )
    process.env['SOFTHSM2_CONF'] = conf
    const pin = join(place.root, 'pin')
    await writeFile(pin, `${PIN}\n`, { mode: 0o600 })
    token = {
      kind: 'pkcs11',
      modulePath: modulePath ?? '',
      token: 'basinet test',
      keyId: '01',
      oaep: OAEP,
      sealedPath: join(place.root, 'secret', 'kek.sealed'),
      pin: { path: pin, to: 'owner' },
      tool: 'pkcs11-tool',
    }
    const module = ['--module', token.modulePath]
    const options = { stdio: 'ignore' as const }
    const label = ['--label', token.token]
    execFileSync(
      'pkcs11-tool',
      [...module, '--init-token', '--slot-index', '0', ...label, '--so-pin', '1234567'],
      options,
    )
    const login = [...module, '--token-label', token.token, '--login']
    const officer = ['--login-type', 'so', '--so-pin', '1234567']
    execFileSync('pkcs11-tool', [...login, ...officer, '--init-pin', '--new-pin', PIN], options)
    const pair = ['--keypairgen', '--key-type', 'rsa:2048', '--id', token.keyId]
    execFileSync('pkcs11-tool', [...login, '--pin', PIN, ...pair, '--usage-decrypt'], options)
  })
  afterAll(() => place.remove())

  test('opens again, is rotated, and lies nowhere in the clear', async () => {
    const made = must(await open(token, true))
    const sealed = made.seal('identity', 'a', SECRET)
    expect(made.warnings.join()).not.toContain('plain file')
    expect((await stat(token.sealedPath)).mode & 0o777).toBe(0o600)
    const before = await readFile(token.sealedPath, 'utf8')
    expect(before).toMatch(/^basinet-kek-pkcs11@1\nversion 1 [A-Za-z0-9+/]{342}==\n$/)
    expect(must(await made.rotateKek())).toBe(2)
    const after = must(await open(token))
    expect(must(after.open('identity', 'a', sealed))).toEqual(Buffer.from(SECRET))
    expect(await readFile(token.sealedPath, 'utf8')).toMatch(/^basinet-kek-pkcs11@1\nversion 2 \S+\n$/)
  })

  test('a wrong PIN, token, key or library is refused and named, and the PIN is in no message', async () => {
    const wrongPin = join(place.root, 'wrong-pin')
    await writeFile(wrongPin, '000000\n', { mode: 0o600 })
    const wrong: [Partial<Pkcs11Location>, RegExp][] = [
      [{ pin: { path: wrongPin, to: 'owner' } }, /PIN_INCORRECT/],
      [{ pin: { path: join(place.root, 'none'), to: 'owner' } }, /absent or empty/],
      [{ token: 'another' }, /token another: /],
      [{ keyId: '02' }, /token basinet test: /],
      [{ modulePath: '/nowhere/lib.so' }, /token basinet test: /],
      [{ tool: 'no-such-tool' }, /no-such-tool is not installed/],
    ]
    for (const [change, message] of wrong) {
      const opened = await open({ ...token, ...change })
      expect(opened).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } })
      expect(JSON.stringify(opened)).not.toMatch(/493817|000000/)
    }
  })

  test('a cut or altered file is refused, and no other key is made in its place', async () => {
    const text = await readFile(token.sealedPath, 'utf8')
    for (const damaged of [
      text.slice(0, 60),
      text.replace('@1', '@2'),
      text.replace(/(?<= 2 .{40})./, (c) => (c === 'A' ? 'B' : 'A')),
      'x',
    ]) {
      await writeFile(token.sealedPath, damaged, { mode: 0o600 })
      expect(await open(token)).toMatchObject({ ok: false })
      expect(await readFile(token.sealedPath, 'utf8')).toBe(damaged)
    }
    await writeFile(token.sealedPath, text, { mode: 0o600 })
    expect((await open(token)).ok).toBe(true)
  })

  test('shares bring a lost key back into a token', async () => {
    const shares = must(await must(await open(token)).recoveryShares(2, 3))
    const again = { ...token, sealedPath: join(place.root, 'secret', 'again.sealed') }
    expect(must(await recoverKek({ dir: place.options.dir, source: again, shares })).place).toContain(
      'again.sealed',
    )
    expect((await open(again)).ok).toBe(true)
    expect(await recoverKek({ dir: place.options.dir, source: again, shares })).toMatchObject({
      error: { code: 'keys.exists' },
    })
  })
})
