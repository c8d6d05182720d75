import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { buildLandIndex, type LandIndex, type PolygonFeatures } from '@basinet/geodesy'

/** The committed coastline as a land index. */
export function loadLand(): LandIndex {
  const file = join(import.meta.dirname, '../../../data/geo/caribbean-coastline.geojson')
  const built = buildLandIndex(JSON.parse(readFileSync(file, 'utf8')) as PolygonFeatures)
  if (!built.ok) throw new Error(built.error.message)
  return built.value
}
