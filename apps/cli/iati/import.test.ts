import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { iatiImport } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-iati-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...files: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const into = (add: (text: string) => void): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        add(String(chunk))
        done()
      },
    })
  const code = await iatiImport(files, {
    stdin: process.stdin,
    stdout: into((text) => (out += text)),
    stderr: into((text) => (err += text)),
    env: { BASINET_SESSION: join(folder, 'no-session.json') },
  })
  return { code, out, err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const activity = (id: string, country: string): string =>
  `<iati-activity><iati-identifier>${id}</iati-identifier><reporting-org><narrative>Fund</narrative></reporting-org>
<title><narrative>Boats</narrative></title><recipient-country code="${country}"/></iati-activity>`
const ours = file('ours.xml', `<iati-activities>${activity('A', 'LC')}</iati-activities>`)

test('one object an activity, taken or with the reason why not, and 1 where one is not', async () => {
  expect(await run(ours)).toMatchObject({ code: 0, err: '' })
  const mixed = file(
    'mixed.xml',
    `<iati-activities>${activity('A', 'LC')}${activity('B', 'FR')}</iati-activities>`,
  )
  const { code, out } = await run(mixed)
  expect(code).toBe(1)
  const [first, second] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(first).toMatchObject({
    file: mixed,
    taken: true,
    facts: { nations: [{ nation: 'LCA' }], donor: 'Fund' },
  })
  expect(second).toMatchObject({ taken: false, facts: null, findings: [{ code: 'no-partner', value: 'FR' }] })
})

test('3 where a file breaks off, is absent, or nobody is signed in; 2 without a file', async () => {
  const cut = await run(file('cut.xml', `<iati-activities>${activity('A', 'LC')}`))
  expect(cut).toMatchObject({ code: 3, err: expect.stringContaining('ends inside') as string })
  expect(cut.out).toContain('"taken":true')
  expect((await run(join(folder, 'absent.xml'))).code).toBe(3)
  expect(await run(ours, '--send')).toMatchObject({
    code: 3,
    err: expect.stringContaining('sign in') as string,
  })
  expect((await run()).code).toBe(2)
})
