import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inCheckout } from './checkout.js'

const PATIENCE = { timeout: 15_000 }
let directory = ''
let notes = ''
const started: ChildProcess[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'basinet-launch-'))
  notes = join(directory, 'notes.txt')
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

/** A program that notes each signal it gets and ends two seconds after the first, as a node with work to finish does. */
const PROGRAM = `
  const { appendFileSync } = require('node:fs')
  const note = (text) => appendFileSync(${JSON.stringify('NOTES')}, text + '\\n')
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    note(signal)
    if (!ending) setTimeout(() => { note('ended'); process.exit(7) }, 2_000)
    ending = true
  })
  setInterval(() => undefined, 1_000)
  note('started')
`

/** Starts the program through `runLeashed` or `runBeside` as `npm start` would: in a process group of its own. */
function launch(how: 'runLeashed' | 'runBeside'): ChildProcess {
  const program = join(directory, 'program.cjs')
  writeFileSync(program, PROGRAM.replaceAll('"NOTES"', JSON.stringify(notes)))
  const url = JSON.stringify(new URL('launch.js', import.meta.url).href)
  const script = `import(${url}).then((launch) => launch.${how}([${JSON.stringify(program)}])).then((code) => process.exit(code))`
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore' })
  started.push(child)
  return child
}

const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [])
const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

it('passes a wish to end on exactly once, however often it arrives, and the exit code back', async () => {
  const child = launch('runLeashed')
  await expect.poll(noted, PATIENCE).toEqual(['started'])
  const exit = exitOf(child)
  // Ctrl-C reaches the whole group of the terminal, and npm passes it on once more.
  process.kill(-(child.pid ?? 0), 'SIGINT')
  child.kill('SIGINT')
  expect(await exit).toBe(7)
  expect(noted()).toEqual(['started', 'SIGINT', 'ended'])
})

it('ends the node when the bootstrap is killed outright', async () => {
  const child = launch('runLeashed')
  await expect.poll(noted, PATIENCE).toEqual(['started'])
  child.kill('SIGKILL')
  await expect.poll(noted, PATIENCE).toEqual(['started', 'SIGTERM', 'ended'])
})

it('passes SIGTERM to a program in the foreground', async () => {
  const child = launch('runBeside')
  await expect.poll(noted, PATIENCE).toEqual(['started'])
  const exit = exitOf(child)
  child.kill('SIGTERM')
  expect(await exit).toBe(7)
  expect(noted()).toEqual(['started', 'SIGTERM', 'ended'])
})

it('names the verbs when it is given none of them', async () => {
  const child = spawn(process.execPath, [inCheckout('bootstrap', 'run.js'), 'toString'], { stdio: 'pipe' })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  expect(await exitOf(child)).toBe(1)
  expect(said).toMatch(/^usage: .*start\|region\|test\|test:full\|check\|bench/)
})
