import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A node of a demonstration region on this machine. */
export interface RegionNode {
  readonly nation: string
  readonly port: number
  readonly networkPort: number
}

export interface Region {
  readonly nodes: readonly RegionNode[]
}

const ROOT = join(import.meta.dirname, '../../..')
const file = (directory: string): string => join(directory, 'region.json')

export function regionDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return resolve(env['BASINET_REGION'] ?? join(ROOT, '.basinet', 'region'))
}

/** Null where no region was made yet. Written by this program alone. */
export function readRegion(directory: string): Region | null {
  return existsSync(file(directory)) ? (JSON.parse(readFileSync(file(directory), 'utf8')) as Region) : null
}

export function writeRegion(directory: string, region: Region): void {
  writeFileSync(file(directory), `${JSON.stringify(region, null, 2)}\n`, { mode: 0o600 })
}

type Env = Readonly<Record<string, string | undefined>>
/** What the region's nodes take over of this machine's settings; where they lie and listen is the region's own. */
const TAKEN_OVER = /^BASINET_(LOG|DISK_.*)$/

/** What a node of the region runs with. */
export function regionEnv(directory: string, node: RegionNode, env: Env): Record<string, string | undefined> {
  const theirs = Object.entries(env).filter(
    ([name]) => TAKEN_OVER.test(name) || !/^(BASINET|DATABASE)_/.test(name),
  )
  return {
    ...Object.fromEntries(theirs),
    // Beside the data directories, not in one: a key does not lie with what it opens.
    BASINET_KEY_FILE: join(directory, 'keys', `${node.nation}.key`),
    BASINET_DATA: join(directory, node.nation),
    BASINET_PORT: String(node.port),
    BASINET_NETWORK_PORT: String(node.networkPort),
    BASINET_SESSION_COOKIE: `basinet_session_${node.nation.toLowerCase()}`,
  }
}
