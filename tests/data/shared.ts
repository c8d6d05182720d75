import { existsSync, appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const sharedRoot = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../../shared')
const dataRoot = join(sharedRoot, 'data')

/** True where the shared recordings lie beside the checkout. */
export const sharedPresent = existsSync(dataRoot)

/**
 * Absolute path of a shared test input, e.g. `maritime/ais/gpsd-sample.aivdm`, or null when it is absent.
 * Absence is written to the file named by BASINET_DATA_ABSENT so that the run can list it; where the shared
 * folder exists a missing file throws, because then it is a wrong name and not an absent delivery.
 */
export function sharedData(path: string): string | null {
  const full = join(dataRoot, path)
  if (existsSync(full)) return full
  if (sharedPresent) throw new Error(`shared data "${path}" is named by a test but not there`)
  const list = process.env['BASINET_DATA_ABSENT']
  if (list) appendFileSync(list, `${path}\n`)
  return null
}

/** Text of a shared input; null when absent. */
export function sharedText(path: string): string | null {
  const full = sharedData(path)
  return full === null ? null : readFileSync(full, 'utf8')
}
