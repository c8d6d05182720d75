import { existsSync } from 'node:fs'
import { runQuietly } from './install.js'

/** True where packages can be installed without asking: as root on a Debian-like system. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** @param {readonly string[]} packages */
export async function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await runQuietly('apt-get', [...wait, 'update'], { env })
  await runQuietly('apt-get', [...wait, 'install', '--yes', '--no-install-recommends', ...packages], { env })
}
