import { apiGet } from '@basinet/console/api/client.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Checkbox, Slider, Text } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { BallisticComparison, ComparisonResult, HeightMap } from '../contract.ts'
import css from './ballistics.module.css'
import { reliefOf, type Light } from './relief.ts'
import { useWords } from './words.ts'

const GRID = 8

function useMap(id: string): UseQueryResult<HeightMap> {
  return useQuery({
    queryKey: ['height-map', id],
    queryFn: ({ signal }) => apiGet<HeightMap>(`/ballistics/surfaces/${id}/map`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Two surfaces under one moving light, the cells that agree, and a profile across both. */
export function Viewer({ body }: { body: BallisticComparison }): ReactNode {
  const w = useWords()
  const [from, setFrom] = useState(225)
  const [height, setHeight] = useState(35)
  const [cells, setCells] = useState(true)
  const [row, setRow] = useState(50)
  const [first, second] = [useMap(body.first), useMap(body.second)]
  const light = { from, height }
  const ofFirst = cells ? (body.result?.cells ?? []) : []
  return (
    <section>
      <Text size="sm">{w('bl.light')}</Text>
      <Slider aria-label={w('bl.light')} value={from} min={0} max={359} onChange={setFrom} />
      <Text size="sm">{w('bl.height')}</Text>
      <Slider aria-label={w('bl.height')} value={height} min={5} max={85} onChange={setHeight} />
      <Text size="sm">{w('bl.row')}</Text>
      <Slider aria-label={w('bl.row')} value={row} min={1} max={99} onChange={setRow} />
      <Checkbox
        my="sm"
        label={w('bl.show-cells')}
        checked={cells}
        onChange={(event) => setCells(event.target.checked)}
      />
      <div className={css['pair']}>
        <QueryView query={first} rows={8}>
          {(map) => <Relief map={map} light={light} cells={ofFirst} row={row} name={w('bl.first')} />}
        </QueryView>
        <QueryView query={second} rows={8}>
          {(map) => <Relief map={map} light={light} cells={[]} row={row} name={w('bl.second')} />}
        </QueryView>
      </div>
      {first.data !== undefined && second.data !== undefined && (
        <Profile first={first.data} second={second.data} row={row} />
      )}
      <p className="small muted">{w('bl.legend')}</p>
    </section>
  )
}

interface ReliefProps {
  readonly map: HeightMap
  readonly light: Light
  readonly cells: ComparisonResult['cells']
  readonly row: number
  readonly name: string
}

function Relief({ map, light, cells, row, name }: ReliefProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { from, height } = light
  useEffect(() => {
    const image = new ImageData(reliefOf(map, { from, height }), map.width, map.height)
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [map, from, height])
  const [dx, dy] = [map.width / GRID, map.height / GRID]
  return (
    <figure>
      <div style={{ position: 'relative' }}>
        <canvas
          ref={canvas}
          className={css['map']}
          width={map.width}
          height={map.height}
          role="img"
          aria-label={name}
        />
        <svg
          style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }}
          viewBox={`0 0 ${map.width} ${map.height}`}
          aria-hidden
        >
          {cells.map((cell) => (
            <rect
              key={`${cell.row} ${cell.column}`}
              x={cell.column * dx + 1}
              y={cell.row * dy + 1}
              width={dx - 2}
              height={dy - 2}
              fill="none"
              stroke={cell.congruent ? '#ffd23f' : '#7fb4ff'}
              strokeDasharray={cell.congruent ? '' : '2 3'}
            />
          ))}
          <line
            x1={0}
            x2={map.width}
            y1={(map.height * row) / 100}
            y2={(map.height * row) / 100}
            stroke="#ff6b6b"
          />
        </svg>
      </div>
      <figcaption>{name}</figcaption>
    </figure>
  )
}

const [WIDE, HIGH] = [640, 120]

function Profile({ first, second, row }: { first: HeightMap; second: HeightMap; row: number }): ReactNode {
  const w = useWords()
  const lines = [first, second].map((map) => {
    const y = Math.min(map.height - 1, Math.floor((map.height * row) / 100))
    return map.z.slice(y * map.width, (y + 1) * map.width)
  })
  const most = Math.max(1, ...lines.flat().map((z) => Math.abs(z ?? 0)))
  const path = (line: readonly (number | null)[]): string =>
    line
      .map((z, i) =>
        z === null
          ? ''
          : `${i === 0 || line[i - 1] === null ? 'M' : 'L'}${(i * WIDE) / line.length} ${HIGH / 2 - (z / most) * (HIGH / 2)}`,
      )
      .join('')
  return (
    <figure>
      <svg className={css['plot']} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={w('bl.profile')}>
        <path d={path(lines[0] ?? [])} fill="none" />
        <path d={path(lines[1] ?? [])} fill="none" strokeDasharray="4 3" />
      </svg>
      <figcaption className="small muted">
        {w('bl.profile')} (± {(most / 100).toFixed(2)})
      </figcaption>
    </figure>
  )
}
