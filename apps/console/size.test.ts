import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const DIST = join(import.meta.dirname, 'dist')
const built = existsSync(join(DIST, '.vite/manifest.json'))
/**
 * What a first visit may cost before the map, compressed: scripts, styles, words, the first page and the text font. The
 * font of identifiers is fetched when one is on screen.
 */
const INITIAL_MAX_BYTES = 300_000

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest

/** Files of an entry and everything it imports at once; what it imports later is not among them. */
function closure(all: Manifest, start: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const files = new Set<string>()
  const queue = [...start]
  while (queue.length > 0) {
    const key = queue.pop()
    if (key === undefined || seen.has(key)) continue
    seen.add(key)
    const chunk = all[key]
    if (chunk === undefined) throw new Error(`the manifest names "${key}" and has it not`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    queue.push(...(chunk.imports ?? []))
  }
  return files
}

const gzipped = (file: string): number => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length

describe.runIf(built)('the built console', () => {
  it('costs less than 300 kB for the first page of a watch officer', () => {
    const all = manifest()
    const files = closure(all, ['index.html', 'pages/home/home-page.tsx', 'messages/fr.json'])
    const fonts = readdirSync(join(DIST, 'assets')).filter((f) => /^inter-latin-wght-normal.*woff2$/.test(f))
    const parts = [...files, 'index.html', 'boot.js', ...fonts.map((f) => `assets/${f}`)]
    const sizes = parts.map(
      (file) =>
        [file, file.endsWith('woff2') ? readFileSync(join(DIST, file)).length : gzipped(file)] as const,
    )
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
    console.log(
      `initial load: ${Math.round(total / 1000)} kB compressed in ${parts.length} files, fonts included`,
    )
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(INITIAL_MAX_BYTES)
  })

  it('keeps the map out of every page that has none', () => {
    const all = manifest()
    const pages = Object.keys(all).filter((key) => key.startsWith('pages/') || key === 'index.html')
    expect(pages.length).toBeGreaterThan(8)
    for (const page of pages) {
      const map = [...closure(all, [page])].filter((file) =>
        readFileSync(join(DIST, file), 'utf8').includes('maplibregl'),
      )
      expect([page, map]).toEqual([page, []])
    }
  })

  it('has no eval and no inline script, as the policy demands', () => {
    const scripts = readdirSync(join(DIST, 'assets')).filter((f) => f.endsWith('.js'))
    for (const file of scripts) {
      const text = readFileSync(join(DIST, 'assets', file), 'utf8')
      expect([file, /\bnew Function\(|[^.\w]eval\(/.exec(text)?.[0]]).toEqual([file, undefined])
    }
    const html = readFileSync(join(DIST, 'index.html'), 'utf8')
    expect(/<script(?![^>]*\bsrc=)[^>]*>/.exec(html)).toBeNull()
  })
})

describe.runIf(!built)('the console (not built)', () => {
  it('is built before these tests in CI; here there is nothing to weigh', () => {
    expect(process.env['CI'] === 'true' && !built).toBe(false)
  })
})
