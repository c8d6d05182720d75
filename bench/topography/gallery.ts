import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compare,
  gaussianBandPass,
  openScreen,
  packMap,
  prepare,
  readX3p,
  unpackMap,
  type Framed,
} from '@basinet/topography'
import { fragment, mulberry } from '../../engines/topography/testing/evaluation.ts'

/**
 * `node bench/topography/gallery.ts [MAPS [PROBES]]`: a search as `ballistic-search.ask` does it, on one thread: a first look at all maps,
 * the best RANKED in full. The gallery holds the other Fadul cases and seeded noise in their band and shape, so times are those
 * of real maps and the mates' ranks are among strangers that no slide made.
 */
const maps = Number(process.argv[2] ?? 10_000)
const probes = Number(process.argv[3] ?? 4)
const RANKED = 200
const [GRID_METRES, SIDE, BAND_METRES] = [25e-6, 136, [50e-6, 200e-6]] as const
const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared')
const folder = join(root, 'data/ballistics')

const cases = readFileSync(join(folder, 'truth.csv'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [file, firearm] = line.split(',')
    if (file?.startsWith('breechface') !== true || firearm === undefined) return []
    const read = readX3p(readFileSync(join(folder, file)))
    if (!read.ok) throw new Error(`${file}: ${read.error.message}`)
    const ready = prepare(read.value.surface)
    return ready === null ? [] : [{ file, firearm, surface: read.value.surface, packed: packMap(ready) }]
  })

/** A face that nobody cut: noise in the band of the comparison, on a ring of a breech face. */
function noise(seed: number): Framed {
  const random = mulberry(seed)
  const z = Float32Array.from({ length: SIDE * SIDE }, () => (random() - 0.5) * 1e-5)
  const band = gaussianBandPass(
    { width: SIDE, height: SIDE, dx: GRID_METRES, dy: GRID_METRES, z },
    ...BAND_METRES,
  )
  band.z.forEach((_, i) => {
    const far = Math.hypot((i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2)
    if (far > SIDE / 2 || far < SIDE / 6) band.z[i] = Number.NaN
  })
  const across = SIDE * GRID_METRES
  return { ...band, fieldMiddle: { x: 0, y: 0 }, field: { width: across, height: across } }
}

function opened(packed: Uint8Array): Framed {
  const read = unpackMap(packed)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

const made = process.cpuUsage()
const strangers = Array.from({ length: maps - cases.length + 1 }, (_, i) => packMap(noise(i + 1)))
process.stdout.write(`${strangers.length} maps made in ${seconds(made).toFixed(0)} s\n`)

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

for (let k = 0; k < probes; k++) {
  const of = cases[(7 * k) % cases.length]!
  const degrees = k % 2 === 0 ? 360 : 90
  const probe = prepare(degrees === 360 ? of.surface : fragment(of.surface, degrees, mulberry(k)))
  if (probe === null) continue
  const others = cases.filter(({ file }) => file !== of.file)
  const gallery = [
    ...others.map(({ packed, firearm }) => ({ packed, mate: firearm === of.firearm })),
    ...strangers.map((packed) => ({ packed, mate: false })),
  ]
  const looking = process.cpuUsage()
  const screen = openScreen(probe)
  const looked = gallery
    .map((one) => ({ ...one, score: screen.score(opened(one.packed)) }))
    .toSorted((a, b) => b.score - a.score)
  const first = seconds(looking)
  const places = looked.flatMap(({ mate }, i) => (mate ? [i + 1] : []))
  const comparing = process.cpuUsage()
  const ranked = looked
    .slice(0, RANKED)
    .map(({ packed, mate }) => ({ mate, score: compare(probe, opened(packed)) }))
    .toSorted((a, b) => b.score.lr.log10 - a.score.lr.log10 || b.score.cmc - a.score.cmc)
  const full = seconds(comparing)
  const after = ranked.flatMap(({ mate }, i) => (mate ? [i + 1] : []))
  process.stdout.write(
    `${of.file}, ${degrees} degrees, among ${gallery.length}: first look ${first.toFixed(0)} s (mates at ${places.join(', ')}), ` +
      `best ${RANKED} in full ${full.toFixed(0)} s (mates at ${after.join(', ')}) of processor time\n`,
  )
}
