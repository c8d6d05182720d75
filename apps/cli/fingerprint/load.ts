import { readFileSync } from 'node:fs'
import { extractPrint, ImageError, readImage, type Extracted, type Template } from '@basinet/fingerprint'

/** Reads an image file and extracts it; a template or what is wrong with the file, in one line. */
export function loadTemplate(file: string, ppi: number | null): Template | string {
  const found = loadPrint(file, ppi)
  return typeof found === 'string' ? found : found.template
}

export function loadPrint(file: string, ppi: number | null): Extracted | string {
  try {
    return extractPrint(readImage(readFileSync(file)), ppi)
  } catch (error) {
    if (error instanceof ImageError) return `${file}: ${error.message}`
    const { code } = error as NodeJS.ErrnoException
    if (typeof code === 'string') return `${file}: cannot be read (${code})`
    throw error
  }
}

/** The `--ppi` option: null without it, a sentence where it is no resolution. */
export function readPpi(text: string | undefined): number | null | string {
  if (text === undefined) return null
  const ppi = Number(text)
  return ppi >= 100 && ppi <= 4000 ? ppi : `--ppi ${text}: pixels per inch from 100 to 4000 expected`
}
