/// <reference lib="dom" />
import { chromium } from 'playwright-core'

/** The watch officer's page in a headless Chromium on the same machine. */
export interface Watch {
  /** What the page shows, in a sentence. */
  saw(): Promise<string>
  close(): Promise<void>
}

const CHROMIUM = process.env['BASINET_CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--enable-unsafe-swiftshader']
const PATIENT_MS = 120_000

export async function openWatch(link: string): Promise<Watch> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(link)
  await page.getByRole('navigation').first().waitFor({ timeout: PATIENT_MS })
  await page.goto(new URL('/1-maritime/picture', link).href)
  await page.getByRole('region').first().waitFor({ timeout: PATIENT_MS })
  // Frames drawn are counted in the page, because a starved page would still answer questions.
  await page.evaluate(() => {
    const counted = globalThis as unknown as { frames: number; since: number }
    counted.frames = 0
    counted.since = performance.now()
    const count = (): void => {
      counted.frames++
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  return {
    async saw() {
      const { frames, seconds, heap } = await page.evaluate(() => {
        const counted = globalThis as unknown as { frames: number; since: number }
        const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } }
        return {
          frames: counted.frames,
          seconds: (performance.now() - counted.since) / 1000,
          heap: memory?.usedJSHeapSize ?? Number.NaN,
        }
      })
      const status = await page
        .getByText(/contacts/)
        .first()
        .innerText({ timeout: PATIENT_MS })
      return `reader: the picture in headless Chromium (software GL): "${status}", ${(frames / seconds).toFixed(1)} frames a second, heap ${Math.round(heap / 2 ** 20)} MiB`
    },
    close: () => browser.close(),
  }
}
