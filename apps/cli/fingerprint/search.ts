import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Gallery } from '@basinet/fingerprint'
import type { Io } from '../io.ts'
import { loadTemplate, readPpi } from './load.ts'

const IMAGE = /\.(png|tiff?|bmp|jpe?g|wsq|iso|fmr)$/i

/**
 * `basinet fingerprint search PROBE GALLERY`: the prints of a folder most like the probe, `score,file` a line, best first. Returns
 * 0, 1 when a file cannot be read (the others are searched all the same), 2 for wrong usage.
 */
export async function fingerprintSearch(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { most: { type: 'string' }, ppi: { type: 'string' } },
  })
  const ppi = readPpi(values.ppi)
  const most = Number(values.most ?? 20)
  const [file, folder, ...more] = positionals
  if (
    typeof ppi === 'string' ||
    file === undefined ||
    folder === undefined ||
    more.length > 0 ||
    !(most >= 1)
  ) {
    const wrong = typeof ppi === 'string' ? ppi : 'a print, a folder of prints and --most from 1 expected'
    io.stderr.write(`basinet fingerprint search: ${wrong}\n`)
    return 2
  }
  const probe = loadTemplate(file, ppi)
  if (typeof probe === 'string') {
    io.stderr.write(`basinet: ${probe}\n`)
    return 1
  }
  const names = imagesIn(folder)
  if (names === null) {
    io.stderr.write(`basinet: ${folder}: no folder that can be read\n`)
    return 1
  }
  const gallery = new Gallery(names.length)
  const fileOf: string[] = []
  let code = 0
  for (const name of names) {
    const template = loadTemplate(join(folder, name), ppi)
    if (typeof template === 'string') {
      io.stderr.write(`basinet: ${template}\n`)
      code = 1
    } else fileOf[gallery.add(template)] = name
  }
  for (const { finger, score } of gallery.search(probe, most))
    io.stdout.write(`${score.toFixed(4)},${fileOf[finger]!}\n`)
  return code
}

function imagesIn(folder: string): string[] | null {
  try {
    return readdirSync(folder)
      .filter((name) => IMAGE.test(name))
      .sort()
  } catch {
    return null
  }
}
