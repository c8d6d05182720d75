import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '@basinet/kernel/contract'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { prepareRegion } from '../../apps/cli/region/prepare.ts'
import { regionEnv } from '../../apps/cli/region/region-file.ts'
import { freePort, startNodeProcess, type NodeProcess } from '../chaos/node-process.ts'
import { CHROMIUM, FLAGS, type EnterOptions } from './harness.ts'

/** Nations of their own processes, databases and keys, with a browser before them. */
export interface RegionBench {
  url(nation: string): string
  /** Signs a seat of a nation in with its one-use link, in a browser context of its own. */
  enter(nation: string, post: string, options?: EnterOptions): Promise<Page>
  close(): Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')
const PATIENCE_MS = 180_000
/** For one thing on a page, on a busy machine. */
const PAGE_MS = 45_000

export async function openRegionBench(nations: readonly string[]): Promise<RegionBench> {
  const dir = mkdtempSync('/tmp/basinet-region-browser-')
  chmodSync(dir, 0o755)
  const region = []
  for (const nation of nations) region.push({ nation, port: await freePort(), networkPort: await freePort() })
  must(await prepareRegion(dir, region, { ...process.env, BASINET_LOG: 'error' }))
  const nodes = new Map<string, NodeProcess>()
  const urls = new Map<string, string>()
  for (const node of region) {
    const env = regionEnv(dir, node, { BASINET_LOG: 'error' }) as Record<string, string>
    const dataDir = join(dir, node.nation)
    const place = {
      dir,
      dataDir,
      root: ROOT,
      env,
      pgData: join(dataDir, 'database/cluster'),
      remove: () => undefined,
    }
    const started = startNodeProcess(place)
    nodes.set(node.nation, started)
    urls.set(node.nation, await started.ready)
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const contexts: BrowserContext[] = []
  return {
    url: (nation) => urls.get(nation) ?? '',
    async enter(nation, post, options = {}) {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
        colorScheme: options.scheme ?? 'dark',
        reducedMotion: 'reduce',
        locale: options.language ?? 'en',
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(PAGE_MS)
      await page.goto(await linkOf(nodes.get(nation), urls.get(nation) ?? '', post))
      await page.getByRole('navigation').first().waitFor()
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      for (const node of nodes.values())
        if (node.child.exitCode === null && node.child.signalCode === null) await node.kill('SIGTERM')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The printed link of a post, once it has been printed. */
async function linkOf(node: NodeProcess | undefined, url: string, post: string): Promise<string> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const token = node?.links().get(post)
    if (token !== undefined) return `${url}/#/sign-in?link=${token}`
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`no sign-in link for "${post}" was printed`)
}
