import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { findVerb } from '../../apps/cli/verbs.ts'
import { openTestApp, type TestApp } from '../http/open-app.ts'

let test: TestApp
let url = ''
let dir = ''

beforeAll(async () => {
  test = await openTestApp()
  url = await test.app.listen({ port: 0, host: '127.0.0.1' })
  dir = mkdtempSync(join(tmpdir(), 'basinet-cli-'))
}, 300_000)
afterAll(async () => {
  await test?.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a verb as `basinet WORDS` does, with a session file of this test. */
async function basinet(words: readonly string[], stdin = ''): Promise<Said> {
  const found = findVerb(words)
  if (found === null) throw new Error(`no verb ${words.join(' ')}`)
  const verb = await found.verb.load()
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const env = { BASINET_SESSION: join(dir, 'session.json') }
  const code = await verb(found.rest, { stdin: Readable.from([stdin]), stdout, stderr, env })
  const read = (stream: PassThrough): string => String(stream.read() ?? '')
  return { code, out: read(stdout), err: read(stderr) }
}

async function linkOf(seat: string): Promise<string> {
  const person = test.people.find((p) => p.key === seat)?.person ?? ''
  return `${url}${must(await test.node.identity.createOneUseLink(person))}`
}

it('asks to sign in first', async () => {
  expect(await basinet(['records', 'list', 'agency'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cli.signed-out'),
  })
})

it('sends no session in the clear to another machine', async () => {
  const link = 'http://node.example/#/sign-in?link=abc'
  expect(await basinet(['sign-in', link])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cli.insecure'),
  })
})

it('keeps a session readable for its owner alone, also over a file that was open', async () => {
  writeFileSync(join(dir, 'session.json'), '{}')
  chmodSync(join(dir, 'session.json'), 0o644)
  const link = await linkOf('administrator-1')
  expect(await basinet(['sign-in', link])).toMatchObject({
    code: 0,
    err: expect.stringContaining('Jasper Guava'),
  })
  expect(statSync(join(dir, 'session.json')).mode & 0o777).toBe(0o600)
  expect(await basinet(['sign-in', link])).toMatchObject({
    code: 1,
    err: expect.stringContaining('identity.refused'),
  })
})

it('gives any command once under one id, reads the record and its history, and lists with filters', async () => {
  const id = '0b9e2f2c-5f0e-4a1c-9f57-0f6f2c1f7a01'
  const words = ['command', 'agency.create', '--id', id, '--input', '{"name":"Harbour office","code":"HO"}']
  const first = await basinet(words)
  expect(first.code).toBe(0)
  const receipt = JSON.parse(first.out) as { recordId: string; rev: number; commandId: string }
  expect(receipt).toMatchObject({ commandId: id, rev: 1 })
  expect(JSON.parse((await basinet(words)).out)).toEqual(receipt)
  const file = join(dir, 'input.json')
  writeFileSync(file, '{"name":"Harbour authority"}')
  const amend = ['command', 'agency.amend', '--on', receipt.recordId, '--rev', '1']
  expect(await basinet([...amend, '--input', `@${file}`])).toMatchObject({
    code: 1,
    err: expect.stringContaining('command.reason'),
  })
  const amended = await basinet(
    [...amend, '--reason', 'renamed by law', '--input', '-'],
    readFileSync(file, 'utf8'),
  )
  expect(JSON.parse(amended.out)).toMatchObject({ rev: 2 })
  const got = JSON.parse((await basinet(['records', 'get', 'agency', receipt.recordId])).out) as {
    record: { body: unknown }
    actions: unknown[]
  }
  expect(got.record.body).toMatchObject({ name: 'Harbour authority', code: 'HO' })
  expect(got.actions.length).toBeGreaterThan(0)
  const history = JSON.parse((await basinet(['records', 'get', 'agency', receipt.recordId, '--history'])).out)
  expect(history).toMatchObject({ items: [{ rev: 2, reason: 'renamed by law' }, { rev: 1 }] })
  const listed = await basinet(['records', 'list', 'agency', '--filter', 'code=HO'])
  expect(
    listed.out
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as unknown),
  ).toMatchObject([{ id: receipt.recordId }])
})

it('reads page by page, or all at once', async () => {
  const page = await basinet(['records', 'list', 'person', '--limit', '4'])
  expect(page.out.trim().split('\n')).toHaveLength(4)
  expect(page.err).toMatch(/^more: --cursor /)
  const all = await basinet(['records', 'list', 'person', '--limit', '4', '--all'])
  expect(new Set(all.out.trim().split('\n')).size).toBe(test.people.length)
})

it('names the commands of the catalogue, their input, and what stands against one', async () => {
  const lines = (await basinet(['commands', 'agency'])).out.trim().split('\n')
  expect(lines.map((l) => l.trim())).toContain('agency.create')
  expect(lines.find((l) => l.startsWith('agency.close'))).toMatch(/--on --rev --reason/)
  const shown = await basinet(['command', 'agency.create', '--schema'])
  expect(JSON.parse(shown.out)).toMatchObject({ required: ['name', 'code'] })
  const other = (await basinet(['commands', 'file'])).out
  expect(other).toMatch(/file\.destroy/)
})

it('passes on what the node refuses, and says what it cannot know', async () => {
  expect(await basinet(['command', 'agency.create', '--input', '{"name":"X"}'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('command.input'),
  })
  expect(await basinet(['command', 'agency.create', '--input', '{'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cli.input'),
  })
  expect(await basinet(['records', 'get', 'agency', '00000000-0000-4000-8000-000000000000'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('record.absent'),
  })
  const kept = readFileSync(join(dir, 'session.json'), 'utf8')
  writeFileSync(join(dir, 'session.json'), kept.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'))
  const silent = await basinet(['command', 'agency.create', '--input', '{"name":"Lost","code":"L"}'])
  expect(silent).toMatchObject({ code: 3, err: expect.stringMatching(/unanswered[^]*--id [0-9a-f-]{36}/) })
  writeFileSync(join(dir, 'session.json'), kept)
})

it('signs out and forgets the session', async () => {
  expect((await basinet(['sign-out'])).code).toBe(0)
  expect((await basinet(['records', 'list', 'agency'])).err).toContain('cli.signed-out')
})
