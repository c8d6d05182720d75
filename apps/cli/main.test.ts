import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const LINE = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n'
const MAIN = join(import.meta.dirname, 'main.ts')

test.each([
  [['audit', 'pack-verify', '/nowhere/pack.html'], 1, '/nowhere/pack.html'],
  [['fact-sheet', 'LCA', '--out', '/nowhere/sheet.html'], 1, '/nowhere/sheet.html'],
  [['fact-sheet', 'LCA', '--colour', 'red'], 2, 'Usage: basinet fact-sheet'],
  [['backup'], 2, 'usage: basinet backup DIRECTORY'],
  [['network', 'cut'], 2, 'usage: basinet network cut'],
])('%j ends with %i and a sentence, not with a stack', (words, code, said) => {
  const env = { ...process.env, BASINET_SESSION: '/nowhere/session.json' }
  const done = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8', env })
  expect(done.stderr).toContain(said)
  expect(done.stderr).not.toMatch(/^\s+at /m)
  expect(done.status).toBe(code)
})

test('a reader that goes away ends the work without a word', () => {
  const folder = mkdtempSync(join(tmpdir(), 'basinet-cli-'))
  const file = join(folder, 'long.nmea')
  writeFileSync(file, LINE.repeat(20_000))
  const words = ['picture', 'replay', file, '--to', '-', '--speed', '0']
  const piped = ['-c', '"$@" | head -n 1', 'sh', process.execPath, MAIN, ...words]
  const done = spawnSync('sh', piped, { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(done.stdout).toBe(LINE)
  expect(done.stderr).toBe('')
})
