import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inCheckout } from './checkout.js'
import { ensureChromium } from './chromium.js'
import { ensureBasemap } from './basemap-build.js'
import { ensureConsole } from './console-build.js'
import { programEnvironment, runBeside } from './launch.js'
import { ensureSoftToken } from './soft-token.js'

const LARGER = '--larger'
/** Names of the switch and of the helpers that read it. */
const SWITCHED = /BASINET_FULL|\bFULL\b|property-runs\.fixture|testing\/arbitraries/
const SEED_MAX = 2 ** 31 - 1
/** A full run gives each test the time that its large counts take on two cores. */
const FULL_TIMEOUT_MS = 20 * 60_000

/**
 * Runs the tests; the last line printed is `N passed, N failed`.
 * @param {string[]} given passed to vitest, e.g. a path; `--larger`: only the files whose counts a full run changes, for after `npm test`
 * @param {{ full: boolean }} options
 * @returns {Promise<number>} exit code
 */
export async function runTests(given, { full }) {
  const args = given.flatMap((word) => (word === LARGER ? filesWithLargerCounts() : [word]))
  const seed = process.env.BASINET_SEED ?? String(randomInt(1, SEED_MAX))
  console.log(`seed ${seed} (the same again: BASINET_SEED=${seed} npm ${full ? 'run test:full' : 'test'})`)
  const browser = await ensureChromium()
  const token = await ensureSoftToken()
  for (const part of [browser, token]) if ('missing' in part) console.log(part.missing)
  await ensureConsole()
  await ensureBasemap()

  const directory = mkdtempSync(join(tmpdir(), 'basinet-run-'))
  const results = join(directory, 'results.json')
  const absent = join(directory, 'absent.txt')
  const env = programEnvironment({
    BASINET_SEED: seed,
    BASINET_DATA_ABSENT: absent,
    ...('path' in browser ? { BASINET_CHROMIUM: browser.path } : {}),
    ...('path' in token ? { BASINET_SOFTHSM: token.path } : {}),
    ...(full ? { BASINET_FULL: '1' } : {}),
  })
  const timeouts = full ? [`--testTimeout=${FULL_TIMEOUT_MS}`, `--hookTimeout=${FULL_TIMEOUT_MS}`] : []
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const vitest = inCheckout('node_modules', 'vitest', 'vitest.mjs')
  try {
    const code = await runBeside([vitest, 'run', ...reporters, ...timeouts, ...args], { env })
    const outcome = judgeRun(readJson(results), code)
    const complaints = [
      ...absentData(absent),
      ...[browser, token].flatMap((part) =>
        'missing' in part ? [{ text: part.missing, fatal: process.env.CI === 'true' }] : [],
      ),
    ]
    return report(outcome, complaints)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function filesWithLargerCounts() {
  const listed = spawnSync('git', ['ls-files', '--', '*.test.ts'], { cwd: inCheckout(), encoding: 'utf8' })
  const files = listed.stdout.split('\n').filter((file) => file !== '')
  const larger = files.filter((file) => SWITCHED.test(readFileSync(inCheckout(file), 'utf8')))
  if (larger.length === 0)
    throw new Error('no test file with larger counts was found: is this a git checkout?')
  return larger
}

/**
 * What vitest's JSON report and exit code amount to. A file that could not be loaded, an error outside every test and a
 * run without any test are failures, though no test failed in them.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: { status: string, assertionResults: unknown[] }[] } | null} json
 * @param {number} code
 * @returns {{ passed: number, failed: number, skipped: number, notes: string[] }}
 */
export function judgeRun(json, code) {
  if (json === null)
    return { passed: 0, failed: 1, skipped: 0, notes: [`the test run ended with ${code} and no report`] }
  const broken = json.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const notes = broken.length > 0 ? [`${broken.length} test files could not be loaded`] : []
  let failed = json.numFailedTests + broken.length
  if (failed === 0 && code !== 0) {
    failed = 1
    notes.push(`no test failed, yet the run ended with ${code}`)
  }
  if (failed === 0 && json.numPassedTests === 0) {
    failed = 1
    notes.push('no test was run')
  }
  return { passed: json.numPassedTests, failed, skipped: json.numPendingTests, notes }
}

function report({ passed, failed, skipped, notes }, complaints) {
  const fatal = complaints.filter((complaint) => complaint.fatal).length
  for (const note of notes) console.log(note)
  for (const { text } of complaints) console.log(text)
  if (skipped > 0)
    console.log(`${skipped} not run here (they need another account, platform or BASINET_FULL=1)`)
  console.log(`${passed} passed, ${failed + fatal} failed`)
  return failed + fatal > 0 ? 1 : 0
}

/** Recordings that lie beside the checkout and not in it; without them their tests say so instead of passing. */
function absentData(file) {
  if (!existsSync(file)) return []
  const names = [...new Set(readFileSync(file, 'utf8').trim().split('\n'))].sort()
  const shared = existsSync(inCheckout('..', 'shared', 'data'))
  return names.map((name) => ({ text: `data absent: ${name}`, fatal: shared && process.env.CI === 'true' }))
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}
