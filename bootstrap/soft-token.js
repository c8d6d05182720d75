import { existsSync } from 'node:fs'
import { canInstallPackages, installPackages } from './debian.js'
import { withProgress } from './progress.js'

/** Where Debian, Fedora and Homebrew put SoftHSM's library. */
const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]
const TOOLS = ['/usr/bin/pkcs11-tool', '/opt/homebrew/bin/pkcs11-tool']
const HOW =
  'install softhsm2 and opensc (Debian: apt-get install softhsm2 opensc) or name the library in BASINET_SOFTHSM'

/** @returns {string | null} SoftHSM's library, where the tool that drives it is there too */
function findSoftToken() {
  if (!TOOLS.some((path) => existsSync(path))) return null
  return [process.env.BASINET_SOFTHSM ?? '', ...MODULES].find((path) => existsSync(path)) ?? null
}

/**
 * Finds a software token for the tests of PKCS#11 or, as root on a Debian-like system, installs one.
 * @returns {Promise<{ path: string } | { missing: string }>} `missing` says what to do about it
 */
export async function ensureSoftToken() {
  const found = findSoftToken()
  if (found !== null) return { path: found }
  const missing = `The PKCS#11 token of the tests is missing: ${HOW}`
  if (!canInstallPackages()) return { missing }
  try {
    await withProgress('installing a software token for the tests (apt-get)', () =>
      installPackages(['softhsm2', 'opensc']),
    )
  } catch (error) {
    return { missing: `${missing}\n${error.message}` }
  }
  const installed = findSoftToken()
  return installed === null ? { missing } : { path: installed }
}
