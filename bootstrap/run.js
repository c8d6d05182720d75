import { PlainError, inCheckout } from './checkout.js'
import { runChecks } from './check.js'
import { ensureBasemap } from './basemap-build.js'
import { ensureConsole } from './console-build.js'
import { ensureInstalled } from './install.js'
import { runBeside, runLeashed } from './launch.js'
import { checkedNode } from './node24.js'
import { runTests } from './test.js'

/** What `npm start`, `npm test` and the others do once the packages are there. */
const VERBS = {
  async start(args) {
    await ensureConsole()
    await ensureBasemap()
    return runLeashed([inCheckout('apps', 'cli', 'main.ts'), 'start', ...args])
  },
  async region(args) {
    await ensureConsole()
    await ensureBasemap()
    return runLeashed([inCheckout('apps', 'cli', 'main.ts'), 'region', ...args])
  },
  test: (args) => runTests(args, { full: false }),
  'test:full': (args) => runTests(args, { full: true }),
  check: () => runChecks(),
  async bench(args) {
    // These open the console in a browser.
    if (args[0] === 'map' || args.includes('--browser')) {
      await ensureConsole()
      await ensureBasemap()
    }
    return runBeside([inCheckout('bench', 'runner.ts'), ...args])
  },
  simulate: (args) => runBeside([inCheckout('network', 'simulator', 'main.ts'), ...args]),
}

const [verb, ...args] = process.argv.slice(2)
try {
  const run = Object.hasOwn(VERBS, verb ?? '') ? VERBS[verb] : null
  if (run === null)
    throw new PlainError(`usage: node bootstrap/run.js ${Object.keys(VERBS).join('|')} [arguments]`)
  await ensureInstalled()
  await checkedNode()
  process.exitCode = await run(args)
} catch (error) {
  if (!(error instanceof PlainError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
