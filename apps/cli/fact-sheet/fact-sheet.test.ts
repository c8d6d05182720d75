import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { factSheet } from './fact-sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-sheet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; err: string }> {
  let err = ''
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      err += String(chunk)
      done()
    },
  })
  const env = { BASINET_SESSION: join(folder, 'no-session.json') }
  return { code: await factSheet(args, { stdin: process.stdin, stdout: stderr, stderr, env }), err }
}

test('signed out, it is made of the opening ledger and says so', async () => {
  const pdf = join(folder, 'sheet.pdf')
  const made = await run('LCA', '--lang', 'fr', '--out', pdf)
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('opening ledger') as string })
  expect(readFileSync(pdf, 'latin1').slice(0, 5)).toBe('%PDF-')
  const page = join(folder, 'sheet.html')
  expect((await run('REGION', '--lang', 'acf', '--out', page)).code).toBe(0)
  expect(readFileSync(page, 'utf8')).toContain('lang="acf"')
})

test.each([
  [['QQQ', '--out', 'a.pdf']],
  [['LCA', '--lang', 'de', '--out', 'a.pdf']],
  [['LCA', '--out', 'a.doc']],
  [['LCA']],
])('%j is used wrongly', async (args) => expect((await run(...args)).code).toBe(2))
