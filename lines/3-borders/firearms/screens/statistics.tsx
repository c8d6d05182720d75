import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Statistics as Answer } from '../contract.ts'
import css from './firearms.module.css'
import { useWords } from './words.ts'

const YEARS = 10
const [BAR, GAP, LEFT, WIDTH] = [22, 8, 200, 640]

/** Recovered firearms of a year by marking country, every share with what it is a share of. */
export function Statistics(): ReactNode {
  const w = useWords()
  const now = new Date(useMe().node.utc).getUTCFullYear()
  const [year, setYear] = useState(now)
  const query = useQuery({
    queryKey: [...keys.lists('firearm'), 'statistics', year],
    queryFn: ({ signal }) =>
      apiGet<Answer>(
        '/firearms/statistics',
        { from: `${year}-01-01T00:00:00Z`, until: `${year + 1}-01-01T00:00:00Z` },
        signal,
      ),
  })
  return (
    <section className={css['section']}>
      <h2>{w('fa.statistics')}</h2>
      <NativeSelect
        label={w('fa.year')}
        w={160}
        my="sm"
        data={Array.from({ length: YEARS }, (_, i) => String(now - i))}
        value={String(year)}
        onChange={(event) => setYear(Number(event.target.value))}
      />
      <QueryView query={query} rows={5}>
        {(found) =>
          found.recovered === 0 ? (
            <>
              <EmptyState title={w('fa.none-recovered')} size="small" />
              <p className="muted">{w('fa.exercises')}</p>
            </>
          ) : (
            <>
              <p>
                {w('fa.denominator', {
                  recovered: found.recovered,
                  submitted: found.submitted,
                  answered: found.answered,
                  traced: found.traced,
                })}
              </p>
              <p className="muted">{w('fa.selection')}</p>
              <Countries found={found} />
              <Reasons found={found} />
              <TimeToCrime found={found} />
            </>
          )
        }
      </QueryView>
    </section>
  )
}

function Countries({ found }: { found: Answer }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const name = (country: string | null): string => country ?? w('fa.country-none')
  return (
    <>
      <h3>{w('fa.by-country')}</h3>
      <Bars
        label={w('fa.plot')}
        rows={found.countries.map(({ country, recovered, traced }) => ({
          name: name(country),
          whole: recovered,
          part: traced,
        }))}
      />
      <Plain
        caption={w('fa.by-country')}
        head={[w('record.firearm.field.countryOfMarking'), w('fa.recovered'), w('fa.traced'), w('fa.share')]}
        rows={found.countries.map(({ country, recovered, traced }) => ({
          key: country ?? '-',
          cells: [
            name(country),
            format.number(recovered),
            format.number(traced),
            `${format.number(Math.round((1000 * recovered) / found.recovered) / 10)} % (${recovered}/${found.recovered})`,
          ],
        }))}
      />
    </>
  )
}

function Reasons({ found }: { found: Answer }): ReactNode {
  const w = useWords()
  const format = useFormat()
  if (found.because.length === 0) return null
  return (
    <>
      <h3>{w('fa.because')}</h3>
      <Plain
        caption={w('fa.because')}
        head={[w('fa.because'), w('fa.firearms')]}
        rows={found.because.map(({ reason, firearms }) => ({
          key: reason,
          cells: [
            w(`record.firearm-trace.value.answer.because.${reason as 'other'}`),
            format.number(firearms),
          ],
        }))}
      />
    </>
  )
}

function TimeToCrime({ found }: { found: Answer }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { known, medianDays, bands } = found.timeToCrime
  return (
    <>
      <h3>{w('fa.ttc')}</h3>
      {medianDays === null ? (
        <p>{w('fa.ttc-none')}</p>
      ) : (
        <>
          <p>{w('fa.ttc-known', { known, recovered: found.recovered, median: format.number(medianDays) })}</p>
          <Bars
            label={w('fa.ttc')}
            rows={bands.map(({ upToYears, firearms }) => ({
              name: upToYears === null ? w('fa.band-more') : w('fa.band', { years: upToYears }),
              whole: firearms,
              part: 0,
            }))}
          />
        </>
      )}
      <p className="muted">{w('fa.ttc-caveat')}</p>
    </>
  )
}

/** Horizontal bars with their numbers; the table beside them says the same to who cannot see them. */
function Bars({
  label,
  rows,
}: {
  label: string
  rows: readonly { name: string; whole: number; part: number }[]
}): ReactNode {
  const most = Math.max(1, ...rows.map((row) => row.whole))
  const scale = (WIDTH - LEFT - 60) / most
  const height = rows.length * (BAR + GAP)
  return (
    <figure>
      <svg
        className={css['plot']}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`${label}: ${rows.map((row) => `${row.name} ${row.whole}`).join(', ')}`}
      >
        {rows.map((row, i) => {
          const y = i * (BAR + GAP)
          return (
            <g key={row.name}>
              <text x={LEFT - 8} y={y + BAR - 6} textAnchor="end">
                {row.name}
              </text>
              <rect className={css['recovered']} x={LEFT} y={y} width={row.whole * scale} height={BAR} />
              <rect className={css['traced']} x={LEFT} y={y} width={row.part * scale} height={BAR} />
              <text x={LEFT + row.whole * scale + 8} y={y + BAR - 6}>
                {row.whole}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="small muted">{label}</figcaption>
    </figure>
  )
}
