import type { ReactNode } from 'react'
import type { CoverageStudy, StudyResult } from '../contract.ts'
import css from './coverage.module.css'
import { runRing } from './coverage-drawing.ts'
import { useWords } from './words.ts'

const WIDTH = 800
const FILL = ['#c8483f', '#cfe6e4', '#8cc5c1', '#4a9c97'] as const

/** The zone as lines and squares, which paper takes and a map's canvas does not give. */
export function Plan({ study, result }: { study: CoverageStudy; result: StudyResult }): ReactNode {
  const w = useWords()
  const ring = study.zone.coordinates[0] ?? []
  const marks = result.sites.map(({ position }) => [position.lon, position.lat] as const)
  const all = [...ring, ...marks]
  const [west, east] = [Math.min(...all.map(([lon]) => lon)), Math.max(...all.map(([lon]) => lon))]
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))]
  const scale = WIDTH / Math.max(1e-6, east - west)
  // A degree of latitude is drawn as long as it is at the zone's middle.
  const stretch = scale / Math.cos((((south + north) / 2) * Math.PI) / 180)
  const at = (lon: number, lat: number): string =>
    `${((lon - west) * scale).toFixed(1)},${((north - lat) * stretch).toFixed(1)}`
  const path = (points: readonly (readonly number[])[]): string =>
    points.map(([lon = 0, lat = 0]) => at(lon, lat)).join(' ')
  const height = Math.max(1, (north - south) * stretch)
  return (
    <svg
      className={css['plan']}
      viewBox={`-10 -10 ${WIDTH + 20} ${height + 20}`}
      role="img"
      aria-label={w('radar.plan')}
    >
      {result.grid.runs.map((run) => (
        <polygon
          key={`${run[0]} ${run[1]}`}
          points={path(runRing(result.grid, run))}
          fill={FILL[Math.min(run[3], FILL.length - 1)]}
        />
      ))}
      <polygon points={path(ring)} fill="none" stroke="#222" strokeWidth={1.5} />
      {result.sites.map((site) => (
        <g key={site.site}>
          <polyline
            points={path(site.outline)}
            fill="none"
            stroke="#00696b"
            strokeDasharray={site.candidate ? '6 4' : undefined}
          />
          <text
            x={at(site.position.lon, 0).split(',')[0]}
            y={at(0, site.position.lat).split(',')[1]}
            fontSize={14}
          >
            ● {site.name}
          </text>
        </g>
      ))}
    </svg>
  )
}
