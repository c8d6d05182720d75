import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from '../../../tests/data/shared.ts'

/** A file of the IATI test data by folder and name; null where the shared data are absent. */
export function iatiFile(path: string): Uint8Array | null {
  const folder = sharedData('programme/iati-2.03')
  return folder === null ? null : readFileSync(join(folder, path))
}

/** Rows of a manifest, its heading left out. */
export function manifest(path: string): string[][] {
  const bytes = iatiFile(path)
  if (bytes === null) return []
  return new TextDecoder()
    .decode(bytes)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
}
