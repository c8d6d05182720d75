import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { iatiValidate } from './validate.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-iati-'))
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
  const code = await iatiValidate(files, {
    stdin: process.stdin,
    stdout: into((text) => (out += text)),
    stderr: into((text) => (err += text)),
    env: {},
  })
  return { code, out, err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const organisation = file(
  'organisation.xml',
  `<iati-organisations version="2.03"><iati-organisation xml:lang="en" default-currency="XCD">
    <organisation-identifier>LC-EX-1</organisation-identifier><name><narrative>Example</narrative></name>
    <reporting-org ref="LC-EX-1" type="10"><narrative>Example</narrative></reporting-org>
  </iati-organisation></iati-organisations>`,
)

test('one object a file, and 1 where one is invalid', async () => {
  const empty = file('empty.xml', '<iati-activities version="2.03">\n</iati-activities>')
  const { code, out } = await run(organisation, empty)
  expect(code).toBe(1)
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { file: organisation, valid: true, errors: [] },
    {
      file: empty,
      valid: false,
      errors: [
        { id: '0.3.1', severity: 'critical', line: 2, message: '<iati-activities> lacks <iati-activity>' },
      ],
    },
  ])
})

test('0 where all are valid, 3 where one cannot be read, 2 without a file', async () => {
  expect((await run(organisation)).code).toBe(0)
  expect(await run(join(folder, 'absent.xml'), organisation)).toMatchObject({ code: 3 })
  expect(await run()).toMatchObject({ code: 2, out: '' })
  expect(await run('--fast', organisation)).toMatchObject({ code: 2, out: '' })
})
