import { expect, it } from 'vitest'
import { isConsoleSource } from './console-build.js'
import { judgeRun } from './test.js'

const passedFile = { status: 'passed', assertionResults: [{}] }
const unloadableFile = { status: 'failed', assertionResults: [] }
const run = (
  passed: number,
  failed: number,
  testResults: { status: string; assertionResults: unknown[] }[] = [passedFile],
) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  testResults,
})

it.each([
  ['all passed', run(5, 0), 0, { passed: 5, failed: 0, notes: [] }],
  ['some failed', run(5, 2), 1, { passed: 5, failed: 2, notes: [] }],
  ['a file could not be loaded', run(5, 0, [passedFile, unloadableFile]), 1, { passed: 5, failed: 1 }],
  ['an error outside every test', run(5, 0), 1, { passed: 5, failed: 1 }],
  ['no test at all', run(0, 0, []), 0, { passed: 0, failed: 1, notes: ['no test was run'] }],
  ['no report', null, 137, { passed: 0, failed: 1 }],
])('counts a test run: %s', (_what, json, code, expected) => {
  expect(judgeRun(json, code)).toMatchObject(expected)
})

it('rebuilds the console for what it is made of, and not for the rest', () => {
  const parts = ['lines/1-maritime/picture/screens/map.tsx', 'lines/3-borders/seizures/messages/fr.json']
  const shared = [
    'lines/1-maritime/picture/contract.ts',
    'kernel/contract/label.ts',
    'engines/geodesy/cpa.ts',
  ]
  const others = ['lines/1-maritime/picture/store.ts', 'kernel/store/store.ts', 'kernel/package.json']
  expect([...parts, ...shared].filter((path) => !isConsoleSource(path))).toEqual([])
  expect(others.filter((path) => isConsoleSource(path))).toEqual([])
})
