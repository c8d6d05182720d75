import { apiGet } from '@basinet/console/api/client.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import '@mantine/core/styles/Slider.layer.css'
import { Checkbox, SegmentedControl, Slider, Text } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { BallisticComparison, ComparisonResult, HeightMap } from '../contract.ts'
import { alignedTo } from './align.ts'
import css from './ballistics.module.css'
import { Profile } from './profile.tsx'
import { Overlay, Relief, Tilted } from './relief-view.tsx'
import { useWords } from './words.ts'

const VIEWS = ['side', 'overlay', 'space'] as const
type View = (typeof VIEWS)[number]

function useMap(id: string): UseQueryResult<HeightMap> {
  return useQuery({
    queryKey: ['height-map', id],
    queryFn: ({ signal }) => apiGet<HeightMap>(`/ballistics/surfaces/${id}/map`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

interface Settings {
  readonly view: View
  readonly from: number
  readonly height: number
  readonly cells: boolean
  readonly align: boolean
  readonly row: number
  readonly mix: number
  readonly turn: number
}
const AT_FIRST: Settings = {
  view: 'side',
  from: 225,
  height: 35,
  cells: true,
  align: true,
  row: 35,
  mix: 50,
  turn: 30,
}

/** Two surfaces under one moving light: side by side with the cells that agree, one over the other, or in space; and a profile across both. */
export function Viewer({
  body,
  names,
}: {
  body: BallisticComparison
  names: readonly [string, string]
}): ReactNode {
  const w = useWords()
  const [settings, setSettings] = useState(AT_FIRST)
  const [first, second] = [useMap(body.first), useMap(body.second)]
  const pose = body.result?.pose ?? null
  const impressions = (body.result?.cells.length ?? 0) > 0
  const laid = useMemo(
    () =>
      first.data !== undefined && second.data !== undefined && pose !== null && impressions
        ? alignedTo(first.data, second.data, pose)
        : null,
    [first.data, second.data, pose, impressions],
  )
  const change = (part: Partial<Settings>): void => setSettings({ ...settings, ...part })
  return (
    <section className={css['section']}>
      <h2>{w('bl.surfaces')}</h2>
      <Tools settings={settings} change={change} impressions={impressions} />
      <QueryView query={first} rows={8}>
        {(map) => (
          <QueryView query={second} rows={8}>
            {(other) => (
              <Stage
                settings={settings}
                first={map}
                second={other}
                laid={laid}
                cells={settings.cells ? (body.result?.cells ?? []) : []}
                names={names}
              />
            )}
          </QueryView>
        )}
      </QueryView>
      {impressions && <p className="small muted">{w('bl.legend')}</p>}
    </section>
  )
}

function Tools({
  settings,
  change,
  impressions,
}: {
  settings: Settings
  change: (part: Partial<Settings>) => void
  impressions: boolean
}): ReactNode {
  const w = useWords()
  const { view, from, height, cells, align, row, mix, turn } = settings
  return (
    <>
      <div className={css['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={w('bl.view')}
          data={VIEWS.filter((value) => impressions || value !== 'overlay').map((value) => ({
            value,
            label: w(`bl.view.${value}`),
          }))}
          value={view}
          onChange={(value) => change({ view: VIEWS.find((one) => one === value) ?? 'side' })}
        />
        {impressions && (
          <>
            <Checkbox
              label={w('bl.show-cells')}
              checked={cells}
              onChange={(event) => change({ cells: event.target.checked })}
            />
            <Checkbox
              label={w('bl.align')}
              checked={align}
              onChange={(event) => change({ align: event.target.checked })}
            />
          </>
        )}
      </div>
      <div className={css['sliders']}>
        <Range label={w('bl.light')} value={from} min={0} max={359} set={(v) => change({ from: v })} />
        <Range label={w('bl.height')} value={height} min={5} max={85} set={(v) => change({ height: v })} />
        {view === 'overlay' && (
          <Range label={w('bl.mix')} value={mix} min={0} max={100} set={(v) => change({ mix: v })} />
        )}
        {view === 'space' && (
          <Range label={w('bl.turn')} value={turn} min={0} max={359} set={(v) => change({ turn: v })} />
        )}
        <Range label={w('bl.row')} value={row} min={1} max={99} set={(v) => change({ row: v })} />
      </div>
    </>
  )
}

interface StageProps {
  readonly settings: Settings
  readonly first: HeightMap
  readonly second: HeightMap
  /** The second as the first lies; null where the engine found no pose, or of lands. */
  readonly laid: HeightMap | null
  readonly cells: ComparisonResult['cells']
  readonly names: readonly [string, string]
}

function Stage({ settings, first, second, laid, cells, names }: StageProps): ReactNode {
  const { view, from, height, align, row, mix, turn } = settings
  const light = { from, height }
  const shown = align ? (laid ?? second) : second
  const [one, two] = names
  return (
    <>
      {view === 'overlay' && laid !== null && (
        <Overlay
          first={first}
          second={laid}
          light={light}
          mix={mix / 100}
          cells={cells}
          name={`${one} · ${two}`}
        />
      )}
      {view === 'side' && (
        <div className={css['pair']}>
          <Relief map={first} light={light} cells={cells} row={row} name={one} />
          <Relief
            map={shown}
            light={light}
            cells={align && laid !== null ? cells : []}
            row={row}
            name={two}
          />
        </div>
      )}
      {view === 'space' && (
        <div className={css['pair']}>
          <Tilted map={first} light={light} turn={turn} name={one} />
          <Tilted map={shown} light={light} turn={turn} name={two} />
        </div>
      )}
      <Profile first={first} second={shown} row={row} names={names} />
    </>
  )
}

function Range(props: {
  label: string
  value: number
  min: number
  max: number
  set: (value: number) => void
}): ReactNode {
  const { label, value, min, max, set } = props
  return (
    <div>
      <Text size="sm">
        {label}: {value}
      </Text>
      <Slider thumbLabel={label} value={value} min={min} max={max} label={null} onChange={set} />
    </div>
  )
}
