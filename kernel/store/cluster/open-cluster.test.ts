import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverAccount } from './account.ts'
import { must } from '../../contract/result.ts'
import { openCluster, systemClock } from './index.ts'
import { spawnOptions } from './programs.ts'
import {
  ask,
  killPostmaster,
  postmasterPid,
  removeScratch,
  scratchDirectory,
  startHolder,
} from './test-holder.ts'

const quiet = { info: () => undefined, warn: () => undefined }
const SECRET = 'Secret-4711-Person'

/** One data directory is taken through its whole life, in order: preparing a cluster is what costs time. */
describe('openCluster', { timeout: 120_000 }, () => {
  let scratch = ''
  let dataDir = ''
  let pgData = ''
  const open = () => openCluster({ dataDir, log: quiet, clock: systemClock })

  beforeAll(() => {
    scratch = scratchDirectory()
    dataDir = join(scratch, 'data')
    pgData = join(dataDir, 'database/cluster')
  })
  afterAll(() => removeScratch(scratch, [pgData]))

  it('prepares a durable UTF-8 cluster that orders text the same everywhere', async () => {
    const cluster = must(await open())
    expect(cluster).toMatchObject({
      adopted: false,
      owner: true,
      version: expect.stringMatching(/^\d+\.\d+$/),
    })
    const [row] = await ask(
      cluster.adminUrl,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
         current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses,
         current_setting('password_encryption') as passwords, current_setting('server_encoding') as encoding,
         current_setting('synchronous_commit') as commits, current_setting('max_connections') as connections,
         datlocprovider as provider, datlocale as locale
       from pg_database where datname = current_database()`,
    )
    expect(row).toEqual({
      fsync: 'on',
      pages: 'on',
      checksums: 'on',
      addresses: '',
      passwords: 'scram-sha-256',
      encoding: 'UTF8',
      commits: 'on',
      connections: '60',
      provider: 'b',
      locale: 'C.UTF-8',
    })
    const [words] = await ask(
      cluster.adminUrl,
      `select to_tsvector('simple', '« Éclair » “Ñandú”')::text as words`,
    )
    expect(words).toEqual({ words: "'éclair':1 'ñandú':2" })
    await ask(cluster.adminUrl, 'create table kept (n int primary key, who text unique)')
    await cluster.stop()
  })

  it('lets nobody in without the password, which only its owner may read', async () => {
    const cluster = must(await open())
    const wrong = new URL(cluster.adminUrl)
    wrong.password = 'postgres'
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    const file = statSync(join(dataDir, 'database/superuser.password'))
    expect(file.mode & 0o777).toBe(0o600)
    expect(file.uid).toBe(process.getuid?.())
    expect(statSync(join(dataDir, 'database/run')).mode & 0o077).toBe(0)
    await cluster.stop()
  })

  it('keeps values out of its log, also those of failing statements', async () => {
    const cluster = must(await open())
    await ask(cluster.adminUrl, 'insert into kept values ($1, $2)', [1, SECRET])
    const failing = [
      ['insert into kept values ($1, $2)', [2, SECRET]],
      ['select $1::text::int', [SECRET]],
      [`select '${SECRET}'::int`, []],
      [`do $$ begin raise exception '${SECRET}'; end $$`, []],
      [`do $$ begin raise warning '${SECRET}'; end $$`, []],
    ] as const
    const codes: unknown[] = []
    for (const [sql, values] of failing) {
      codes.push(await ask(cluster.adminUrl, sql, [...values]).catch((error: { code: string }) => error.code))
    }
    expect(codes).toEqual(['23505', '22P02', '22P02', 'P0001', []])
    await cluster.stop()
    const logs = readdirSync(join(dataDir, 'database/log')).map((name) => join(dataDir, 'database/log', name))
    const text = [...logs, join(dataDir, 'database/start.log')]
      .map((path) => readFileSync(path, 'utf8'))
      .join('')
    expect(text).toContain('ready to accept connections')
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain('4711')
  })

  it('opens again in well under two seconds', async () => {
    const started = performance.now()
    const cluster = must(await open())
    const elapsedMs = performance.now() - started
    await cluster.stop()
    expect(elapsedMs).toBeLessThan(2_000)
  })

  it('leaves nothing behind when the opening is stopped while the server starts', async () => {
    for (const afterMs of [0, 20, 60]) {
      const stop = AbortSignal.timeout(afterMs)
      const stopped = await openCluster({ dataDir, log: quiet, clock: systemClock, signal: stop })
      // A quick machine may be through before the third wish.
      expect(stopped.ok ? 'opened' : stopped.error.code).toMatch(/^(opened|cluster\.stopped)$/)
      if (stopped.ok) await stopped.value.stop()
      expect(() => postmasterPid(pgData)).toThrow('ENOENT')
    }
  })

  it('adopts the server of a node that was killed, and then owns it', async () => {
    const killed = await startHolder(dataDir)
    expect(killed.report).toMatchObject({ ok: true, adopted: false, owner: true })
    const pid = postmasterPid(pgData)
    await ask(killed.report.adminUrl, 'insert into kept values (10)')
    await killed.kill('SIGKILL')
    const cluster = must(await open())
    expect(cluster).toMatchObject({ adopted: true, owner: true })
    expect(postmasterPid(pgData)).toBe(pid)
    expect(await ask(cluster.adminUrl, 'select n from kept where n = 10')).toHaveLength(1)
    await cluster.stop()
    expect(() => postmasterPid(pgData)).toThrow('ENOENT')
  })

  it('shares the server of a living node without ending it', async () => {
    const first = await startHolder(dataDir)
    const second = must(await open())
    expect(second).toMatchObject({ adopted: true, owner: false })
    await second.stop()
    expect(await ask(first.report.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.kill('SIGINT')
    expect(() => postmasterPid(pgData)).toThrow('ENOENT')
  })

  it('starts although a pid file names an unrelated living process', async () => {
    const left = await startHolder(dataDir)
    await left.kill('SIGKILL')
    killPostmaster(pgData)
    const account = must(serverAccount(pgData))
    const { uid, gid } = spawnOptions({ program: 'sleep', args: [], account, cwd: '/' })
    const stranger = spawn('sleep', ['60'], {
      stdio: 'ignore',
      ...(uid === undefined ? {} : { uid, gid: gid ?? uid }),
    })
    const file = join(pgData, 'postmaster.pid')
    const rest = readFileSync(file, 'utf8').split('\n').slice(1)
    writeFileSync(file, [String(stranger.pid), ...rest].join('\n'))
    const cluster = must(await open())
    expect(cluster.adopted).toBe(false)
    await cluster.stop()
    expect(stranger.exitCode).toBeNull()
    stranger.kill()
  })

  it('refuses the cluster of another major version and names both', async () => {
    const file = join(pgData, 'PG_VERSION')
    const version = readFileSync(file, 'utf8')
    writeFileSync(file, '15\n')
    const refused = await open()
    writeFileSync(file, version)
    expect(refused).toMatchObject({ ok: false, error: { code: 'cluster.version' } })
    expect(refused.ok ? '' : refused.error.message).toMatch(/PostgreSQL 15, and this is PostgreSQL 18\./)
  })

  it('refuses plainly when the password is not the one the cluster was made with', async () => {
    const file = join(dataDir, 'database/superuser.password')
    const password = readFileSync(file, 'utf8')
    writeFileSync(file, 'another\n')
    const refused = await open()
    writeFileSync(file, password)
    expect(refused).toMatchObject({ ok: false, error: { code: 'cluster.connect' } })
    expect(refused.ok ? '' : refused.error.message).not.toContain('another')
    await removeScratch(join(scratch, 'none'), [pgData])
  })

  it('makes nothing new where a database is missing', async () => {
    rmSync(pgData, { recursive: true })
    expect(await open()).toMatchObject({ ok: false, error: { code: 'cluster.missing' } })
    expect(readdirSync(join(dataDir, 'database'))).not.toContain('cluster')
  })
})
