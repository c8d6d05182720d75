import { createSocket } from 'node:dgram'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { verbs } from '../cli.ts'
import { positionLine, staticLines } from '../testing/ais.ts'
import { until } from '../testing/ingest.ts'
import { openPictureStore, watchSupervisor, type PictureStore } from '../testing/store.ts'
import type { CliDeps, CliIo } from './deps.ts'
import { datagrams } from './targets.ts'

const FERRY = 343_000_010
const CUTTER = 343_900_010
const T0 = Date.UTC(2026, 10, 24, 10)
const folder = mkdtempSync(join(tmpdir(), 'picture-cli-'))
let db: PictureStore
beforeAll(async () => {
  db = await openPictureStore()
  must(
    await db.give(watchSupervisor(), 'protected-craft.protect', {
      mmsi: CUTTER,
      name: 'Cutter',
      agency: 'Marine Unit',
      nation: 'LCA',
    }),
  )
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const deps: CliDeps = {
  open: () => Promise.resolve({ ok: true, value: { core: db.core, close: () => Promise.resolve() } }),
}

async function run(
  verb: string,
  args: string[],
  stdin = '',
): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const text = { out: '', err: '' }
  stdout.on('data', (d: Buffer) => (text.out += d.toString()))
  stderr.on('data', (d: Buffer) => (text.err += d.toString()))
  const io: CliIo = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr }
  const code = await (verbs[verb] as (typeof verbs)[string])(args, io, deps)
  await new Promise((resolve) => setImmediate(resolve))
  return { code, ...text }
}

const stamped = (line: string, second: number): string => {
  const tag = `c:${T0 / 1000 + second}`
  const sum = Buffer.from(tag).reduce((x, c) => x ^ c, 0)
  return `\\${tag}*${sum.toString(16).toUpperCase().padStart(2, '0')}\\${line}`
}

const recording = [
  ...staticLines({ mmsi: FERRY, shipName: 'PITON EXPRESS' }),
  ...[0, 1, 2, 3].map((s) =>
    stamped(positionLine({ mmsi: FERRY, lon: -61 + s / 1000, lat: 14, second: s }), s),
  ),
  stamped(positionLine({ mmsi: CUTTER, lon: -61.5, lat: 14 }), 1),
].join('\r\n')

test('a recording is taken in, once, and a wrong line is an exit code', async () => {
  const file = join(folder, 'log.nmea')
  writeFileSync(file, `${recording}\r\n`)
  const done = await run('ingest', [file, '--station', 'old-mast'])
  expect(done.code).toBe(0)
  expect(JSON.parse(done.err)).toEqual({ messages: 6, errors: 0, duplicates: 0, positions: 5, vessels: 1 })
  const twice = await run('ingest', ['-'], `${recording}\r\n!AIVDM,1,1,,A,broken*00\r\n`)
  expect(twice.code).toBe(1)
  expect(JSON.parse(twice.err)).toMatchObject({ errors: 1, positions: 5 })
  await db.admin.query(`DELETE FROM basinet.position WHERE source = 2`)
})

const span = ['--from', new Date(T0).toISOString(), '--to', new Date(T0 + 60_000).toISOString()]

test.each(['csv', 'jsonl', 'geojson', 'kml', 'nmea'])(
  '%s holds the ferry and never the protected craft',
  async (format) => {
    const done = await run('export', ['--format', format, ...span])
    expect(done.code).toBe(0)
    expect(JSON.parse(done.err)).toEqual({ rows: 4, vessels: 1 })
    expect(done.out.length).toBeGreaterThan(100)
    expect(done.out).not.toContain(String(CUTTER))
    expect(done.out).not.toContain('-61.5')
    const { rows } = await db.admin.query<{ event: string }>(
      `SELECT event FROM basinet.pending_audit WHERE event LIKE '%export.made%'`,
    )
    expect(rows.length).toBeGreaterThan(0)
  },
)

test('an export goes to a new file of its owner only, by vessel and box', async () => {
  const out = join(folder, 'out.csv')
  const one = [
    '--format',
    'csv',
    ...span,
    '--mmsi',
    String(FERRY),
    '--bbox',
    '-60.9985,13,-60,15',
    '--out',
    out,
  ]
  expect((await run('export', one)).code).toBe(0)
  expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(3)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect((await run('export', one)).code).toBe(1)
})

test.each([
  ['export', ['--format', 'xls', ...span]],
  ['export', ['--format', 'csv', '--from', 'x', '--to', 'y']],
  ['export', ['--format', 'csv', ...span, '--bbox', '1']],
  ['export', ['--colour', 'red']],
  ['ingest', []],
  ['ingest', ['a', '--time', 'never']],
  ['replay', ['a']],
  ['replay', ['a', '--to', 'http://x:1']],
  ['replay', ['a', '--to', '-', '--speed', 'fast']],
])('%s %j is used wrongly', async (verb, args) => {
  const done = await run(verb, args)
  expect(done.code).toBe(2)
  expect(done.err).toContain('Usage: basinet picture')
})

test('a recording that is not there is named, not thrown', async () => {
  const absent = join(folder, 'absent.nmea')
  const done = await run('ingest', [absent])
  expect(done.code).toBe(1)
  expect(done.err).toContain(absent)
})

test('a replay sends every line by UDP at a multiple of its pace', async () => {
  const file = join(folder, 'replay.nmea')
  writeFileSync(file, `${recording}\r\n`)
  const socket = createSocket('udp4')
  let got = ''
  socket.on('message', (m) => (got += m.toString()))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const began = performance.now()
  const done = await run('replay', [
    file,
    '--to',
    `udp://127.0.0.1:${socket.address().port}`,
    '--speed',
    '10',
  ])
  const took = performance.now() - began
  expect(done.code).toBe(0)
  await until('all is there', () => got.length >= recording.length)
  expect(got.trimEnd()).toBe(recording)
  // Three recorded seconds at ten times the pace.
  expect(took).toBeGreaterThan(250)
  await new Promise<void>((resolve) => socket.close(() => resolve()))
})

test('datagrams hold whole lines', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `!${'x'.repeat(i)}\r\n`).join('')
  const parts = [...datagrams(Buffer.from(lines))].map((p) => Buffer.from(p).toString())
  expect(parts.join('')).toBe(lines)
  expect(parts.every((p) => p.endsWith('\n') && p.length <= 1400)).toBe(true)
  const long = Buffer.from(`${'y'.repeat(3000)}\nshort`)
  expect([...datagrams(long)].map((p) => p.length)).toEqual([3001, 5])
})
