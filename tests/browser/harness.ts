/// <reference lib="dom" />
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, readConfig, startNode, writeNodeFile, type RunningNode } from '@basinet/node-app'
import { must } from '@basinet/kernel/contract'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** A demonstration node of its own with a browser before it. */
export interface Bench {
  readonly url: string
  /** Signs a seat in with its one-use link in a browser context of its own. */
  enter(post: string, options?: EnterOptions): Promise<Page>
  /** Runs `basinet WORDS` as a process of its own against this node. @returns what it said; throws when it failed */
  basinet(words: readonly string[], stdin: string): string
  close(): Promise<void>
}

export interface EnterOptions {
  readonly width?: number
  readonly height?: number
  readonly language?: string
  readonly scheme?: 'light' | 'dark'
}

export const CHROMIUM = process.env['BASINET_CHROMIUM'] ?? '/usr/bin/chromium'

/** Loopback only, and no reaching out: the machines these tests run on have no other network. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--enable-unsafe-swiftshader',
]

export async function openBench(): Promise<Bench> {
  const room = mkdtempSync(join(tmpdir(), 'basinet-browser-'))
  const env = {
    BASINET_PORT: String(await freePort()),
    BASINET_DATA: join(room, 'data'),
    BASINET_KEY_FILE: join(room, 'keys', 'kek'),
  }
  const config = must(readConfig(env))
  const file = must(
    writeNodeFile(config.dataDir, {
      format: 1,
      nation: 'LCA',
      mode: 'demo',
      name: 'Saint Lucia demonstration',
      createdAt: new Date().toISOString(),
    }),
  )
  const said: string[] = []
  const started = await startNode(config, file, createLog('error'), (text) => said.push(text))
  const node: RunningNode = must(started)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const contexts: BrowserContext[] = []
  return {
    url: node.url,
    enter: async (post, options = {}) => {
      const context = await newContext(browser, options)
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(linkOf(said, post))
      await page.getByRole('navigation').first().waitFor({ timeout: 120_000 })
      return page
    },
    basinet: (words, stdin) => runCli(words, stdin, env),
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await node.close()
      rmSync(room, { recursive: true, force: true })
    },
  }
}

/** A port of its own from the start: passkeys are bound to the address the node says it is reached at. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const CLI = join(import.meta.dirname, '../../apps/cli/main.ts')

function runCli(words: readonly string[], input: string, env: Record<string, string>): string {
  const run = spawnSync(process.execPath, [CLI, ...words], {
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (run.status !== 0)
    throw new Error(`basinet ${words.join(' ')} ended with ${run.status ?? 'a signal'}: ${run.stderr}`)
  return run.stdout + run.stderr
}

function newContext(browser: Browser, options: EnterOptions): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    colorScheme: options.scheme ?? 'dark',
    reducedMotion: 'reduce',
    locale: options.language ?? 'en',
    acceptDownloads: true,
  })
}

/** The link printed beside a post; each works once, so a bench signs every seat in once. */
function linkOf(said: readonly string[], post: string): string {
  const line = said.find((text) => text.trim().startsWith(`${post} `))
  const link = line?.match(/http\S+/)?.[0]
  if (link === undefined) throw new Error(`no sign-in link for "${post}" was printed`)
  return link
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface AxeProblem {
  readonly id: string
  readonly impact: string
  readonly where: string
}

/** WCAG 2.2 A and AA by axe; evaluated through the debugger, because the page's own policy allows no foreign script. */
export async function axe(page: Page): Promise<AxeProblem[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    interface Found {
      readonly id: string
      readonly impact: string
      readonly nodes: readonly { readonly target: readonly string[]; readonly html?: string }[]
    }
    const runner = (
      globalThis as unknown as {
        axe: { run(root: unknown, options: unknown): Promise<{ violations: Found[] }> }
      }
    ).axe
    const result = await runner.run(window.document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return result.violations.map((v) => ({
      id: v.id,
      impact: v.impact,
      where: v.nodes
        .slice(0, 4)
        .map((n) => (n.html ?? n.target.join(' ')).slice(0, 160))
        .join(' | '),
    }))
  })
}

/** A picture of the page once its requests have come to rest; a page that streams never rests, and is taken after five seconds. */
export async function photograph(page: Page, path: string, fullPage = false): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined)
  await page.screenshot({ path, fullPage })
}
