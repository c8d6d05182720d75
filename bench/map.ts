/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, readConfig, startNode, writeNodeFile } from '@basinet/node-app'
import { must } from '@basinet/kernel/contract'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'
import { openFront } from './map/front.ts'

const CHROMIUM = process.env['BASINET_CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--enable-unsafe-swiftshader']
const VESSELS = 10_000
const SECONDS = 20
const PATIENT_MS = 120_000
const POST = 'Watch officer, day'

/** Frames of one page while its map is dragged without pause. */
interface Frames {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly worstMs: number
  readonly renderer: string
  /** Milliseconds of the page's main thread a frame, drawing of the graphics process not among them. */
  readonly mainMs: number
  /** … of which script. */
  readonly scriptMs: number
}
type Counted = Omit<Frames, 'mainMs' | 'scriptMs'> & { readonly frames: number }

interface Size {
  readonly width: number
  readonly height: number
}
const WINDOW: Size = { width: 1280, height: 720 }
/** Other windows, ours alone: what grows with the number of pixels is the drawing. */
const OTHERS: readonly Size[] = [
  { width: 900, height: 600 },
  { width: 1920, height: 1080 },
]

/**
 * `npm run bench -- map [--vessels N] [--seconds N] [--sizes] [--alone]`: frames a second of the picture with 10,000 vessels that all move,
 * each heard every six seconds, while the map is dragged; the whole console's page. Rival: the same stream in plain
 * MapLibre with GeoJSON sources, a symbol layer and a line layer, on the same base map in the same room of the window.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const vessels = option(args, 'vessels', VESSELS)
  const seconds = option(args, 'seconds', SECONDS)
  const room = mkdtempSync(join(tmpdir(), 'basinet-bench-map-'))
  const said: string[] = []
  const config = must(
    readConfig({
      BASINET_PORT: '0',
      BASINET_DATA: join(room, 'data'),
      BASINET_KEY_FILE: join(room, 'key'),
    }),
  )
  const file = must(
    writeNodeFile(config.dataDir, {
      format: 1,
      nation: 'LCA',
      mode: 'demo',
      name: 'Bench',
      createdAt: new Date().toISOString(),
    }),
  )
  const node = must(await startNode(config, file, createLog('error'), (text) => said.push(text)))
  const front = await openFront(node.url, vessels)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  try {
    const link = said.find((line) => line.trim().startsWith(POST))?.match(/\/#\S+/)?.[0]
    if (link === undefined) throw new BenchError(`no sign-in of "${POST}"`)
    // The sign-in holds once; every page of ours is opened in the context that has it.
    const signedIn = await browser.newContext({ reducedMotion: 'reduce' })
    await signIn(signedIn, `${front.url}${link}`)
    const picture = (size: Size): Promise<Frames> =>
      measure(signedIn, (page) => openPicture(page, front.url, vessels), seconds, size)
    const ours = await picture(WINDOW)
    const found: Record<string, Frames> = {}
    const anybody = await browser.newContext({ reducedMotion: 'reduce' })
    const rival = (way: string): Promise<Frames> =>
      measure(anybody, (page) => openRival(page, `${front.url}/rival?way=${way}`), seconds, WINDOW)
    const bare = await rival('bare')
    if (!args.includes('--alone'))
      for (const way of ['updateData', 'setData']) found[`MapLibre symbol layer, ${way}`] = await rival(way)
    const sizes: string[] = []
    if (args.includes('--sizes'))
      for (const size of OTHERS) {
        sizes.push(`the picture at ${size.width} x ${size.height}: ${wordsOf(await picture(size))}`)
      }
    return resultOf(vessels, seconds, ours, found, [
      `the base map alone, without vessels, in plain MapLibre: ${wordsOf(bare)}`,
      ...sizes,
    ])
  } finally {
    await browser.close()
    front.server.closeAllConnections()
    front.server.close()
    await node.close()
    rmSync(room, { recursive: true, force: true })
  }
}

function resultOf(
  vessels: number,
  seconds: number,
  ours: Frames,
  found: Record<string, Frames>,
  more: readonly string[],
): BenchResult {
  const own = { picture: ours.perSecond }
  const rivals: Record<string, Rival> = Object.fromEntries(
    Object.entries(found).map(([name, frames]) => [name, frames.perSecond]),
  )
  return {
    name: 'map',
    unit: 'frames a second while dragged',
    ours: own,
    rivals,
    ratios: ratiosOf(own, rivals, () => 'picture'),
    notes: [
      `${vessels} moving vessels with names and speed vectors, ${seconds} s each, window 1280 x 720`,
      `graphics: ${ours.renderer}`,
      `the picture: ${wordsOf(ours)}`,
      ...Object.entries(found).map(([name, frames]) => `${name}: ${wordsOf(frames)}`),
      ...more,
      'ours is the whole console with its panels; node, browser and stream share the machine',
    ],
  }
}

function wordsOf({ perSecond, p50Ms, p95Ms, worstMs, mainMs, scriptMs }: Frames): string {
  return (
    `${perSecond.toFixed(1)} frames/s; a frame ${p50Ms.toFixed(0)} ms at the middle, ${p95Ms.toFixed(0)} at 95 %, ` +
    `${worstMs.toFixed(0)} at worst; main thread ${mainMs.toFixed(1)} ms a frame, script ${scriptMs.toFixed(1)}`
  )
}

async function signIn(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('navigation').first().waitFor({ timeout: PATIENT_MS })
  await page.close()
}

async function openPicture(page: Page, url: string, vessels: number): Promise<void> {
  await page.goto(`${url}/1-maritime/picture`)
  const shown = new RegExp(`^${vessels.toLocaleString('en')} contacts`)
  await page.getByText(shown).waitFor({ timeout: PATIENT_MS })
}

async function openRival(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('body[data-ready]').waitFor({ state: 'attached', timeout: PATIENT_MS })
}

async function measure(
  context: BrowserContext,
  open: (page: Page) => Promise<void>,
  seconds: number,
  size: Size,
): Promise<Frames> {
  const page = await context.newPage()
  try {
    await page.setViewportSize(size)
    await open(page)
    await page.waitForTimeout(3000)
    const protocol = await page.context().newCDPSession(page)
    await protocol.send('Performance.enable')
    const spent = async (name: string): Promise<number> =>
      ((await protocol.send('Performance.getMetrics')).metrics.find((m) => m.name === name)?.value ?? 0) *
      1000
    const [tasks, script] = [await spent('TaskDuration'), await spent('ScriptDuration')]
    const counted = await page.evaluate(dragAndCount, seconds * 1000)
    return {
      ...counted,
      mainMs: ((await spent('TaskDuration')) - tasks) / counted.frames,
      scriptMs: ((await spent('ScriptDuration')) - script) / counted.frames,
    }
  } finally {
    await page.close()
  }
}

/** Runs in the page: drags the map to and fro, one step a frame, and times the frames. */
async function dragAndCount(lengthMs: number): Promise<Counted> {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
  if (canvas === null) throw new Error('no map on the page')
  const box = canvas.getBoundingClientRect()
  const [x0, y0] = [box.x + box.width / 2, box.y + box.height / 2]
  const point = (type: string, x: number, buttons: number): boolean =>
    canvas.dispatchEvent(
      new MouseEvent(type, { clientX: x, clientY: y0, button: 0, buttons, bubbles: true, cancelable: true }),
    )
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  point('mousedown', x0, 1)
  const times: number[] = []
  const began = performance.now()
  let last = await frame()
  for (let n = 0; performance.now() - began < lengthMs; n++) {
    point('mousemove', x0 + 80 * Math.sin(n / 10), 1)
    const now = await frame()
    times.push(now - last)
    last = now
  }
  point('mouseup', x0, 0)
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const gl = document.createElement('canvas').getContext('webgl2')
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  return {
    frames: times.length,
    perSecond: (times.length / times.reduce((a, b) => a + b, 0)) * 1000,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    worstMs: at(1),
    renderer:
      info === null || info === undefined
        ? 'unknown'
        : String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)),
  }
}

function option(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(`--${name}`)
  if (at === -1) return otherwise
  const value = Number(args[at + 1])
  if (!(Number.isInteger(value) && value > 0)) throw new BenchError(`--${name} is a whole number above 0`)
  return value
}
