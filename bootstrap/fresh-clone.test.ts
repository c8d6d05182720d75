import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkout } from './checkout.js'

const run = promisify(execFile)
const MINUTES = 60_000

/** Downloads everything, so it belongs to the full run. */
describe.runIf(process.env['BASINET_FULL'] === '1')('a fresh clone', { timeout: 15 * MINUTES }, () => {
  let room = ''
  let clone = ''
  // As a newcomer's shell: the Node of this checkout is not on the path.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'))
    .join(delimiter)
  const env = { ...process.env, PATH: path, NODE_COMPILE_CACHE: '', npm_execpath: '' }

  beforeAll(async () => {
    room = mkdtempSync(join(tmpdir(), 'basinet-fresh-'))
    clone = join(room, 'basinet')
    await run('git', ['clone', '--quiet', checkout, clone])
  })
  afterAll(() => rmSync(room, { recursive: true, force: true }))

  it('installs once when two commands are given at the same time', async () => {
    const commands = [1, 2].map(() => run('npx', ['basinet', 'help'], { cwd: clone, env }))
    const outcomes = await Promise.all(commands)
    const said = outcomes.map((outcome) => outcome.stderr).join('\n')
    expect(said.match(/installing packages \(npm ci\): done/g)).toHaveLength(1)
    expect(said).toContain('another process is at it (install); waiting')
    for (const { stdout } of outcomes) expect(stdout).toContain('basinet')
    expect(existsSync(join(clone, 'node_modules/node/bin/node'))).toBe(true)
  })

  it('installs nothing the second time', async () => {
    const stamp = readFileSync(join(clone, 'node_modules/.basinet-lock'), 'utf8')
    const { stderr } = await run('npx', ['basinet', 'help'], { cwd: clone, env })
    expect(stderr).not.toContain('installing')
    expect(readFileSync(join(clone, 'node_modules/.basinet-lock'), 'utf8')).toBe(stamp)
  })
})
