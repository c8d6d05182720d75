import { extractPrint, prepare, scoreOf } from '@basinet/fingerprint'
import { printsOf, SETS } from './prints.ts'
import { ratesOf } from './rates.ts'

/** Fingers 101 to 105 of every set were looked at when the early exits were chosen. */
const SEEN_TO = 105

/**
 * `node bench/fingerprint/accuracy.ts [--held-out] [FOLDER…]`: error rates by the FVC protocol (impostors: first impressions) and
 * all-cross (impostors: every impression against every impression of other fingers), a row a set. `--held-out`: only fingers
 * that no limit of the early exits was chosen on.
 */
const words = process.argv.slice(2)
const heldOut = words.includes('--held-out')
const named = words.filter((word) => word !== '--held-out')
const sets = named.length > 0 ? named : SETS
process.stdout.write(
  'set | FVC EER | all-cross EER | FMR100 | FMR1000 | ZeroFMR | ms an image | us a comparison\n',
)
for (const set of sets) {
  const prints = printsOf(set).filter(({ finger }) => !heldOut || Number(finger) > SEEN_TO)
  const extracting = process.cpuUsage()
  const prepared = prints.map(({ image }) => prepare(extractPrint(image).template))
  const extracted = process.cpuUsage(extracting)
  const [mates, strangers, first]: [number[], number[], number[]] = [[], [], []]
  const comparing = process.cpuUsage()
  for (let a = 0; a < prints.length; a++)
    for (let b = a + 1; b < prints.length; b++) {
      const score = scoreOf(prepared[a]!, prepared[b]!)
      if (prints[a]!.finger === prints[b]!.finger) mates.push(score)
      else {
        strangers.push(score)
        if (prints[a]!.impression === '1' && prints[b]!.impression === '1') first.push(score)
      }
    }
  const compared = process.cpuUsage(comparing)
  const { eer, fmr100, fmr1000, zeroFmr } = ratesOf(mates, strangers)
  const figures = [
    ratesOf(mates, first).eer,
    eer,
    fmr100,
    fmr1000,
    zeroFmr,
    (extracted.user + extracted.system) / 1000 / prints.length,
  ]
  const each = (compared.user + compared.system) / (mates.length + strangers.length)
  process.stdout.write(`${[set, ...figures.map((value) => value.toFixed(2)), each.toFixed(0)].join(' | ')}\n`)
}
