import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { canInstallPackages, installPackages } from './debian.js'
import { withProgress } from './progress.js'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const BUNDLES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const HOW = 'install it (Debian: apt-get install chromium) or name it in BASINET_CHROMIUM'
/** Without a font the browser draws no text. */
const PACKAGES = ['chromium', 'fonts-liberation']

/** @returns {string | null} path of a browser for the browser tests */
function findChromium() {
  const named = process.env.BASINET_CHROMIUM
  if (named !== undefined) return existsSync(named) ? named : null
  const directories = (process.env.PATH ?? '').split(delimiter)
  const candidates = PROGRAMS.flatMap((program) => directories.map((directory) => join(directory, program)))
  return [...candidates, ...BUNDLES].find((path) => existsSync(path)) ?? null
}

/**
 * Finds Chromium or, as root on a Debian-like system, installs it.
 * @returns {Promise<{ path: string } | { missing: string }>} `missing` says what to do about it
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found !== null) return { path: found }
  if (!canInstallPackages()) return { missing: `Chromium is missing: ${HOW}` }
  try {
    await withProgress('installing Chromium (apt-get)', () => installPackages(PACKAGES))
  } catch (error) {
    return { missing: `Chromium is missing and could not be installed: ${HOW}\n${error.message}` }
  }
  const installed = findChromium()
  return installed === null
    ? { missing: `Chromium is missing after its installation: ${HOW}` }
    : { path: installed }
}
