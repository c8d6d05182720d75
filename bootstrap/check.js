import { spawn } from 'node:child_process'
import { checkout, inCheckout } from './checkout.js'
import { programEnvironment } from './launch.js'
import { nodeBinary } from './node24.js'

/** Packages hide these files behind `exports`, so they are named by path. */
const tool = (...path) => inCheckout('node_modules', ...path)

const STEPS = [
  { name: 'types', args: [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types (console)', args: [tool('typescript', 'bin', 'tsc'), '-p', 'apps/console', '--noEmit'] },
  { name: 'types (bootstrap)', args: [tool('typescript', 'bin', 'tsc'), '-p', 'bootstrap', '--noEmit'] },
  { name: 'lint', args: [tool('oxlint', 'bin', 'oxlint'), '--type-aware'] },
  { name: 'format', args: [tool('oxfmt', 'bin', 'oxfmt'), '--check'] },
  { name: 'unused code', args: [tool('knip', 'bin', 'knip.js')] },
  { name: 'architecture', args: [tool('vitest', 'vitest.mjs'), 'run', 'tests/architecture', 'tests/tidy'] },
]

/**
 * Runs all steps one after the other, also after one has failed.
 * @returns {Promise<number>} exit code
 */
export async function runChecks() {
  const failed = []
  for (const { name, args } of STEPS) {
    const started = Date.now()
    const { code, output } = await capture(args)
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    if (code !== 0) {
      failed.push(name)
      process.stdout.write(`${output.trimEnd()}\n`)
    }
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  }
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
  console.log(`${STEPS.length - failed.length} passed, ${failed.length} failed`)
  return failed.length > 0 ? 1 : 0
}

function capture(args) {
  return new Promise((resolve) => {
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    const child = spawn(nodeBinary, args, {
      cwd: checkout,
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
