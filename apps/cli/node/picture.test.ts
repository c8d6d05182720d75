import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { usages } from '@basinet/picture/cli'
import { findVerb } from '../verbs.ts'

const room = mkdtempSync(join(tmpdir(), 'basinet-cli-picture-'))
afterAll(() => rmSync(room, { recursive: true, force: true }))

async function basinet(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const found = findVerb(words)
  if (found === null) throw new Error(`no verb ${words.join(' ')}`)
  const verb = await found.verb.load()
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const env = { BASINET_DATA: join(room, 'no-node') }
  const code = await verb(found.rest, { stdin: Readable.from(['']), stdout, stderr, env })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

it('names the usage that the verbs themselves name', () => {
  const shown = Object.keys(usages).map((name) => [name, findVerb(['picture', name])?.verb.usage])
  expect(Object.fromEntries(shown)).toEqual(usages)
})

it('replays a recording without a node', async () => {
  const file = join(room, 'log.nmea')
  const line = '!AIVDM,1,1,,A,14R33:?P?wI?mOt@@Gof4?wp0000,0*0E\n'
  writeFileSync(file, line)
  expect(await basinet(['picture', 'replay', file, '--to', '-', '--speed', '0'])).toEqual({
    code: 0,
    out: line,
    err: `{"bytes":${line.length}}\n`,
  })
})

it('says that there is no node to store into, and how a verb is used', async () => {
  expect(await basinet(['picture', 'ingest', join(room, 'log.nmea')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is no node in'),
  })
  expect(await basinet(['picture', 'export', '--format', 'shp'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--format is one of'),
  })
})
