import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readImage, type GrayImage } from '@basinet/fingerprint'
import { BenchError } from '../bench.ts'

export const SETS = ['fvc2002/DB1_B', 'fvc2002/DB3_B', 'fvc2004/DB1_B', 'fvc2004/DB4_B'] as const

export interface Print {
  set: string
  finger: string
  impression: string
  image: GrayImage
}

/** The impressions of one shared set, or of a folder of files named FINGER_IMPRESSION. */
export function printsOf(set: string): Print[] {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared')
  const folder = existsSync(set) ? set : join(root, 'data/fingerprints', set)
  if (!existsSync(folder)) throw new BenchError(`prints absent: ${folder}`)
  return readdirSync(folder)
    .filter((name) => /^\w+_\d+\.(png|tiff?|bmp)$/i.test(name))
    .sort()
    .map((name) => {
      const [finger = '', impression = ''] = name.replace(/\.\w+$/, '').split('_')
      return { set, finger, impression, image: readImage(readFileSync(join(folder, name))) }
    })
}
