import { readFileSync } from 'node:fs'
import { extractPrint } from './extract/print.ts'
import { readImage } from './image/read.ts'
import type { GrayImage } from './image/gray.ts'
import type { Template } from './template/template.ts'
import { sharedData } from '../../tests/data/shared.ts'

/** One impression of the shared sets, e.g. `fvc2002/DB1_B/101_1`; throws where the data are absent. */
export function sharedImage(name: string): GrayImage {
  const file = sharedData(`fingerprints/${name}.png`)
  if (file === null) throw new Error('BUG: asked for shared data that are absent')
  return readImage(readFileSync(file))
}

export function templateOf(image: GrayImage): Template {
  return extractPrint(image, image.ppi ?? 500).template
}
