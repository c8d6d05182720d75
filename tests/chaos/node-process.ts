import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const MAIN = 'apps/cli/main.ts'
/** Ends the node when we are killed ourselves. */
const LEASH = join(ROOT, 'bootstrap/leash.js')
/** A start replays the database's log after a crash, on a machine that does other things. */
const READY_MS = 120_000
const STOP_MS = 70_000
/** The last line is said once everything is: a demonstration names its sign-ins after its address. */
const READY = /\(service\)[^]*^Ready: (\S+)$|^Ready: (\S+)$[^]*^Ctrl-C stops/m

/** One machine's worth of a node: its data directory, its key outside of it, its port. */
export interface NodePlace {
  readonly dir: string
  readonly dataDir: string
  /** Checkout whose code runs: this one, unless said otherwise. */
  readonly root: string
  readonly env: Readonly<Record<string, string>>
  readonly pgData: string
  remove(): void
}

/** Directly under /tmp: short, as socket paths must be, and open to the account PostgreSQL runs as. */
export async function nodePlace(
  more: Readonly<Record<string, string>> = {},
  root = ROOT,
): Promise<NodePlace> {
  const dir = mkdtempSync('/tmp/basinet-chaos-')
  chmodSync(dir, 0o755)
  const dataDir = join(dir, 'data')
  return {
    dir,
    dataDir,
    root,
    env: {
      BASINET_DATA: dataDir,
      BASINET_KEY_FILE: join(dir, 'key'),
      BASINET_PORT: String(await freePort()),
      BASINET_LOG: 'error',
      ...more,
    },
    pgData: join(dataDir, 'database/cluster'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('BUG: no port')
  return address.port
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A running `basinet …` of its own process group, so that nothing it starts is left behind unseen. */
export interface NodeProcess {
  readonly child: ChildProcess
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Resolves with its address; rejects with everything it said when it ended before. */
  readonly ready: Promise<string>
  output(): string
  /** One-use sign-in tokens by the post they are for. */
  links(): Map<string, string>
  kill(signal: NodeJS.Signals): Promise<Ended>
}

export function startNodeProcess(place: NodePlace, more: Readonly<Record<string, string>> = {}): NodeProcess {
  const child = spawn(process.execPath, ['--import', LEASH, MAIN, 'start'], {
    cwd: place.root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...place.env, ...more },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  if (child.stdout === null || child.stderr === null) throw new Error('BUG: no output to read')
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const ended = new Promise<Ended>((done) => child.once('close', (code, signal) => done({ code, signal })))
  const ready = waitFor(
    () =>
      READY.exec(output)
        ?.slice(1)
        .find((address) => address !== undefined),
    ended,
    () => output,
  )
  // Whoever waits for it is told; a start that nobody waits for, because it is killed, must not end the run.
  ready.catch(() => undefined)
  return {
    child,
    pid: child.pid ?? 0,
    ended,
    ready,
    output: () => output,
    links: () =>
      new Map(
        [...output.matchAll(/^ {2}(\S.*?) {2,}.*#\/sign-in\?link=([\w-]+)$/gm)].map((m) => [
          m[1] ?? '',
          m[2] ?? '',
        ]),
      ),
    async kill(signal) {
      child.kill(signal)
      return within(ended, STOP_MS, () => `the node did not end after ${signal}: ${output}`)
    },
  }
}

/** Runs another verb to its end. */
export async function runVerb(
  place: NodePlace,
  args: readonly string[],
  cwd = place.root,
): Promise<Ended & { readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [join(place.root, MAIN), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal, stdout, stderr }
}

async function waitFor(
  look: () => string | undefined,
  ended: Promise<Ended>,
  said: () => string,
): Promise<string> {
  const over = { is: false }
  void ended.then(() => (over.is = true))
  const deadline = performance.now() + READY_MS
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (over.is) throw new Error(`the node ended before it was ready: ${said()}`)
    if (performance.now() > deadline) throw new Error(`the node was not ready in time: ${said()}`)
    await pause(50)
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

async function within<T>(work: Promise<T>, milliseconds: number, why: () => string): Promise<T> {
  const late = new AbortController()
  const deadline = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(why())), milliseconds)
    late.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    late.abort()
  }
}

/** Process number of the PostgreSQL that runs on the place's directory; null when none does. */
export function postmasterPid(place: NodePlace): number | null {
  const file = join(place.pgData, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return isLiving(pid) ? pid : null
}

function isLiving(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'ESRCH') return false
    throw error
  }
}
