import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PlainError, checkout, inCheckout } from './checkout.js'
import { exclusively } from './lock.js'
import { withProgress } from './progress.js'

const OUTPUT_CHARACTERS_MAX = 8_000
const STAMP = inCheckout('node_modules', '.basinet-lock')

/** Installs the packages when they are missing or package-lock.json has changed since. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await exclusively('install', async () => {
    if (isInstalled()) return
    const lock = readFileSync(inCheckout('package-lock.json'), 'utf8')
    // A developer's own `npm install` is as good as ours: npm notes what it put there.
    if (!matchesHiddenLockfile(lock))
      await withProgress('installing packages (npm ci)', () => npm(CI_ARGUMENTS))
    writeFileSync(STAMP, stampOf(lock))
  })
}

/** For the CLI, whose start must cost nothing: packages are there, whatever their version. */
export function isInstalledAtAll() {
  return existsSync(STAMP)
}

/** Development tools and the platform's binaries are needed whatever NODE_ENV or a user's npmrc leaves out. */
const CI_ARGUMENTS = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]

function isInstalled() {
  if (!existsSync(STAMP)) return false
  return readFileSync(STAMP, 'utf8') === stampOf(readFileSync(inCheckout('package-lock.json'), 'utf8'))
}

function stampOf(lock) {
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** @param {string} lock text of package-lock.json */
function matchesHiddenLockfile(lock) {
  const hidden = inCheckout('node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  return lockfilesAgree(JSON.parse(lock).packages, JSON.parse(readFileSync(hidden, 'utf8')).packages, process)
}

/**
 * True when everything the lockfile wants on this platform is installed in just that version.
 * @param {Record<string, LockedPackage>} wanted
 * @param {Record<string, LockedPackage>} installed
 * @param {{ platform: string, arch: string }} machine
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 */
export function lockfilesAgree(wanted, installed, machine) {
  return Object.entries(wanted).every(([path, want]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
    const have = installed[path]
    if (have === undefined) return want.optional === true && !fits(want, machine)
    return have.version === want.version && have.integrity === want.integrity
  })
}

/**
 * Optional packages without a platform depend on one that has, and are looked at through it.
 * @param {LockedPackage} wanted
 * @param {{ platform: string, arch: string }} machine
 */
function fits({ os, cpu, libc }, { platform, arch }) {
  if (os === undefined && cpu === undefined) return false
  return (
    (os ?? [platform]).includes(platform) && (cpu ?? [arch]).includes(arch) && !(libc ?? []).includes('musl')
  )
}

/**
 * Runs npm, silent unless it fails.
 * @param {string[]} args
 */
async function npm(args) {
  const script = process.env.npm_execpath
  const [command, ...first] = script?.endsWith('.js') ? [process.execPath, script] : ['npm']
  await runQuietly(command, [...first, ...args])
}

/**
 * Runs a program whose output matters only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    let output = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-OUTPUT_CHARACTERS_MAX)
    }
    const shell = process.platform === 'win32' && !command.endsWith('.exe')
    const child = spawn(command, args, {
      cwd: checkout,
      ...options,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.once('error', (error) =>
      reject(new PlainError(`${command} could not be started: ${error.message}`)),
    )
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const ending = `${command} ${args.join(' ')} ended with ${signal ?? String(code)}`
      reject(
        new PlainError(`${output.trimEnd()}

${ending}`),
      )
    })
  })
}
