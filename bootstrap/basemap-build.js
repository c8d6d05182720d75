import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from './checkout.js'
import { runQuietly } from './install.js'
import { programEnvironment } from './launch.js'
import { exclusively } from './lock.js'
import { nodeBinary } from './node24.js'
import { withProgress } from './progress.js'

const OUT = inCheckout('.cache', 'basemap')
const STAMP = join(OUT, '.stamp')

/** Cuts the offline base map into tiles when its sources have changed. */
export async function ensureBasemap() {
  if (isFresh()) return
  await exclusively('basemap', async () => {
    if (isFresh()) return
    const before = sourceHash()
    await withProgress('cutting the base map', () =>
      runQuietly(nodeBinary, [inCheckout('data', 'geo', 'build-basemap.ts'), OUT], {
        env: programEnvironment({}),
      }),
    )
    writeFileSync(STAMP, before)
  })
}

const isFresh = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash()

/** Names and sizes of the data, contents of the code that cuts it: the data files are never edited in place. */
function sourceHash() {
  const folder = inCheckout('data', 'geo')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.test.ts') || name.endsWith('.md')) continue
    const path = join(folder, name)
    hash.update(`${name}\n`).update(name.endsWith('.ts') ? readFileSync(path) : String(statSync(path).size))
  }
  return hash.digest('hex')
}
