import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { useFormat, useNames } from '../../i18n/use.ts'
import { PathLink } from '../../parts/path-link.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'

interface Radar {
  readonly site?: string
  readonly name: string
  readonly sac: number
  readonly sic: number
  readonly state: 'used' | 'silent' | 'unregistered' | 'outside' | 'system'
  readonly plots: number
  readonly late: number
  readonly scanSeconds: number | null
  readonly detectionRate: number | null
  readonly bias: {
    readonly rangeM: number
    readonly bearingDeg: number
    readonly seconds: number
    readonly sigmaRangeM: number
    readonly sigmaBearingDeg: number
    readonly sigmaSeconds: number
    readonly plots: number
  } | null
}

const REFRESH_MS = 5_000
const NONE = '–'

/** Radars behind the feeds: whether they are used, and what each measures too much. Nothing where there is none. */
export function Radars(): ReactNode {
  const name = useNames()
  const format = useFormat()
  const radars = useQuery({
    queryKey: ['feeds', 'radars'],
    queryFn: ({ signal }) => apiGet<{ radars: Radar[] }>('/feeds/radars', undefined, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  })
  if (radars.data === undefined || radars.data.radars.length === 0) return null
  const word = (key: string, fallback: string): string => name(`feeds.radar.${key}`, fallback)
  const measured = (value: number, sigma: number, digits: number, unit: string): string =>
    `${format.number(value, { maximum: digits })} ± ${format.number(sigma, { maximum: digits })} ${unit}`
  return (
    <section aria-labelledby="radars" style={{ marginTop: 32 }}>
      <h2 id="radars">{word('title', 'Radars')}</h2>
      <p className="muted">
        {word('note', 'What each radar measures too much, estimated from craft that say where they are.')}{' '}
        <PathLink to="/1-maritime/picture/radar-site">{word('sites', 'Radar sites')}</PathLink>
      </p>
      <Plain
        caption={word('title', 'Radars')}
        head={[
          word('state', 'State'),
          word('name', 'Radar'),
          word('range', 'Range'),
          word('bearing', 'Bearing'),
          word('time', 'Time'),
          word('learnt', 'Plots learnt from'),
          word('detection', 'Detection'),
          word('revolution', 'Revolution'),
          word('plots', 'Plots'),
          word('late', 'Too late'),
        ]}
        rows={radars.data.radars.map(({ bias, ...radar }) => ({
          key: `${radar.sac}/${radar.sic}`,
          cells: [
            <StatusMark
              key="s"
              status={radar.state === 'used' || radar.state === 'system' ? 'good' : 'warning'}
            >
              {word(`state.${radar.state}`, radar.state)}
            </StatusMark>,
            <span key="n">
              {radar.name}
              <br />
              <span className="mono small muted">
                SAC {radar.sac} SIC {radar.sic}
              </span>
            </span>,
            bias === null ? NONE : measured(bias.rangeM, bias.sigmaRangeM, 0, 'm'),
            bias === null ? NONE : measured(bias.bearingDeg, bias.sigmaBearingDeg, 2, '°'),
            bias === null ? NONE : measured(bias.seconds, bias.sigmaSeconds, 2, 's'),
            bias === null ? NONE : format.number(bias.plots),
            radar.detectionRate === null
              ? NONE
              : `${format.number(radar.detectionRate * 100, { maximum: 0 })} %`,
            radar.scanSeconds === null ? NONE : `${format.number(radar.scanSeconds, { maximum: 2 })} s`,
            format.number(radar.plots),
            format.number(radar.late),
          ],
        }))}
      />
    </section>
  )
}
