import { readFileSync } from 'node:fs'
import {
  extractPrint,
  ImageError,
  isIso19794,
  IsoError,
  readImage,
  readIso19794,
  type Extracted,
  type Template,
} from '@basinet/fingerprint'

/** The template of an image, or of an ISO/IEC 19794-2 record's first view; or what is wrong with the file, in one line. */
export function loadTemplate(file: string, ppi: number | null): Template | string {
  return reading(file, (bytes) => {
    if (!isIso19794(bytes)) return extractPrint(readImage(bytes), ppi).template
    const [first] = readIso19794(bytes).views
    return first === undefined ? `${file}: a record without a view` : first.template
  })
}

export function loadPrint(file: string, ppi: number | null): Extracted | string {
  return reading(file, (bytes) => extractPrint(readImage(bytes), ppi))
}

function reading<T>(file: string, use: (bytes: Uint8Array) => T): T | string {
  try {
    return use(readFileSync(file))
  } catch (error) {
    if (error instanceof ImageError || error instanceof IsoError) return `${file}: ${error.message}`
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
