import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkout, inCheckout } from './checkout.js'
import { runQuietly } from './install.js'
import { programEnvironment } from './launch.js'
import { exclusively } from './lock.js'
import { nodeBinary } from './node24.js'
import { withProgress } from './progress.js'

const STAMP = inCheckout('apps', 'console', 'dist', '.stamp')
const SKIPPED = new Set(['node_modules', 'dist', '.cache'])

/** Builds the console when a file that goes into it has changed. */
export async function ensureConsole() {
  if (!existsSync(inCheckout('apps', 'console', 'index.html')) || isFresh()) return
  await exclusively('console', async () => {
    if (isFresh()) return
    const before = contentHash(consoleSources())
    await withProgress('building the console', () =>
      runQuietly(
        nodeBinary,
        [inCheckout('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'apps/console'],
        {
          env: programEnvironment({ NODE_ENV: 'production' }),
        },
      ),
    )
    writeStamp(before)
  })
}

/** Sizes and times are looked at first; contents are only read when those differ, as after a checkout. */
function isFresh() {
  if (!existsSync(STAMP)) return false
  const [quick, content] = readFileSync(STAMP, 'utf8').split('\n')
  const sources = consoleSources()
  if (quick === quickHash(sources)) return true
  if (content !== contentHash(sources)) return false
  writeStamp(content)
  return true
}

function writeStamp(content) {
  writeFileSync(STAMP, `${quickHash(consoleSources())}\n${content}\n`)
}

/**
 * Everything the console is built from: its own files, the screens and messages of the capabilities, the contracts both
 * sides share, the engines it computes with, and the versions of the packages.
 */
function consoleSources() {
  const files = [inCheckout('package-lock.json')]
  walk(inCheckout('apps', 'console'), files, () => true)
  for (const room of ['lines', 'programme', 'network', 'kernel', 'engines']) {
    walk(inCheckout(room), files, (path) => isConsoleSource(relative(checkout, path)))
  }
  return files.filter((path) => !/\.test\.tsx?$/.test(path)).sort()
}

/** @param {string} path relative to the checkout */
export function isConsoleSource(path) {
  return (
    /\/(screens|messages|contract)\//.test(path) ||
    path.endsWith('/contract.ts') ||
    /^engines\/.*\.ts$/.test(path)
  )
}

function walk(directory, files, wanted) {
  if (!existsSync(directory)) return
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(path, files, wanted)
    else if (entry.isFile() && wanted(path.replaceAll('\\', '/'))) files.push(path)
  }
}

function quickHash(files) {
  return hashOf(files, (path) => {
    const { size, mtimeMs } = statSync(path)
    return `${size} ${mtimeMs}`
  })
}

function contentHash(files) {
  return hashOf(files, (path) => readFileSync(path))
}

function hashOf(files, describe) {
  const hash = createHash('sha256')
  for (const path of files) hash.update(`\n${relative(checkout, path)}\n`).update(describe(path))
  return hash.digest('hex')
}
