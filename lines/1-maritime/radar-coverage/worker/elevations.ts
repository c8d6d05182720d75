import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readGeoTiff, readHgt, type Elevation } from '@basinet/radar-coverage'

const FILES_MAX = 200
/** One SRTM tile of a second of arc has 25 MB. */
const FILE_MAX_BYTES = 128 * 1_048_576
const HGT = /^([NS])(\d{2})([EW])(\d{3})\.hgt$/i
const TIFF = /\.tiff?$/i

export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Files of elevations that the operator laid into the folder; none where there is no folder. */
export function terrainFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => HGT.test(name) || TIFF.test(name))
    .toSorted()
    .slice(0, FILES_MAX)
}

/** A tile's name says where it lies; a GeoTIFF is always looked into. */
function touches(name: string, box: Box): boolean {
  const corner = HGT.exec(name)
  if (corner === null) return true
  const south = Number(corner[2]) * (corner[1]?.toUpperCase() === 'S' ? -1 : 1)
  const west = Number(corner[4]) * (corner[3]?.toUpperCase() === 'W' ? -1 : 1)
  return south <= box.north && south + 1 >= box.south && west <= box.east && west + 1 >= box.west
}

export interface Elevations {
  readonly names: readonly string[]
  readonly at: Elevation['at']
}

/** Elevations that a box needs. Throws with the file's name where one cannot be read: a hole in the ground would pass as sea. */
export function readElevations(folder: string, box: Box): Elevations {
  const names = terrainFiles(folder).filter((name) => touches(name, box))
  const grids = names.map((name) => {
    const path = join(folder, name)
    if (statSync(path).size > FILE_MAX_BYTES) throw new Error(`${name}: more than 128 MiB`)
    const bytes = readFileSync(path)
    const read = TIFF.test(name) ? readGeoTiff(bytes) : readHgt(name, bytes)
    if (!read.ok) throw new Error(`${name}: ${read.message}`)
    return read.value
  })
  return {
    names,
    at: (lat, lon) => {
      for (const grid of grids) {
        const found = grid.at(lat, lon)
        if (found !== null) return found
      }
      return null
    },
  }
}
