import { parseArgs } from 'node:util'
import { KIND, patternClass, qualityOf, singularPoints, type Extracted } from '@basinet/fingerprint'
import type { Io } from '../io.ts'
import { loadPrint, readPpi } from './load.ts'

const KIND_NAMES: Readonly<Record<number, string>> = {
  [KIND.other]: 'other',
  [KIND.ending]: 'ending',
  [KIND.bifurcation]: 'bifurcation',
}

/**
 * `basinet fingerprint extract FILE…`: one JSON object a file with its minutiae in pixels at 500 ppi. Returns 0, 1 when a
 * file cannot be read, 2 for wrong usage.
 */
export async function fingerprintExtract(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ppi: { type: 'string' } },
  })
  const ppi = readPpi(values.ppi)
  if (typeof ppi === 'string' || positionals.length === 0) {
    io.stderr.write(
      `basinet fingerprint extract: ${typeof ppi === 'string' ? ppi : 'an image file expected'}\n`,
    )
    return 2
  }
  let code = 0
  for (const file of positionals) {
    const found = loadPrint(file, ppi)
    if (typeof found === 'string') {
      io.stderr.write(`basinet: ${found}\n`)
      code = 1
    } else io.stdout.write(`${JSON.stringify(asJson(file, found))}\n`)
  }
  return code
}

function asJson(file: string, { template, extraction, ppi, ppiFrom }: Extracted): object {
  const { x, y, angle, kind, quality, width, height } = template
  const minutiae = Array.from(x, (_, i) => ({
    x: Math.round(x[i]! * 10) / 10,
    y: Math.round(y[i]! * 10) / 10,
    // Degrees anticlockwise from x right, as in ISO/IEC 19794-2.
    angle: Math.round((((-angle[i]! * 180) / Math.PI + 360) % 360) * 10) / 10,
    type: KIND_NAMES[kind[i]!],
    quality: quality[i],
  }))
  const { value, reasons } = qualityOf(extraction)
  const points = singularPoints(extraction).map((p) => ({
    kind: p.kind,
    x: Math.round(p.x),
    y: Math.round(p.y),
  }))
  const found = {
    quality: value,
    reasons,
    pattern: patternClass(extraction),
    singularPoints: points,
    minutiae,
  }
  return { file, ppi: Math.round(ppi * 10) / 10, ppiFrom, width, height, ...found }
}
