import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Directories remembered, newest first; a node that backs up into more is told apart by hand. */
const PLACES_MAX = 8
const NAME = 'backup-places.json'

/** Where sets were made from here: the list of expungements is kept beside them too. */
export function backupPlaces(dataDir: string): readonly string[] {
  const path = join(dataDir, NAME)
  if (!existsSync(path)) return []
  const places: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return Array.isArray(places) ? places.filter((place) => typeof place === 'string') : []
}

export function rememberBackupPlace(dataDir: string, place: string): void {
  const places = [place, ...backupPlaces(dataDir).filter((other) => other !== place)].slice(0, PLACES_MAX)
  const path = join(dataDir, NAME)
  writeFileSync(`${path}.tmp`, `${JSON.stringify(places)}\n`, { mode: 0o600 })
  renameSync(`${path}.tmp`, path)
}
