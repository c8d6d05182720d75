import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

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
