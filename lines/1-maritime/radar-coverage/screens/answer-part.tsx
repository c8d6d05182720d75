import { useFormat } from '@basinet/console/i18n/use.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { CoverageStudy, StudyResult } from '../contract.ts'
import css from './coverage.module.css'
import { useWords } from './words.ts'

/** How much is seen by how many, what it rests on, and which candidate closes most. */
export function AnswerPart({ study, result }: { study: CoverageStudy; result: StudyResult }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const km2 = (value: number): string => format.number(value, { maximum: value < 100 ? 1 : 0 })
  const terrains = result.sites.map((s) => s.terrain)
  const word = terrains.every((t) => t === 'loaded')
    ? null
    : w(terrains.every((t) => t === 'no terrain data') ? 'radar.no-terrain' : 'radar.part-terrain')
  return (
    <>
      {word !== null && <StatusMark status="warning">{word}</StatusMark>}
      <section className={css['section']}>
        <h2>{w('radar.by-count')}</h2>
        <Plain
          caption={w('radar.by-count')}
          head={[w('radar.by-count'), 'km²', w('radar.share')]}
          rows={result.byCountKm2.map((area, count) => ({
            key: String(count),
            ...(count === 0 && area > 0 ? { tone: 'warning' as const } : {}),
            cells: [
              count === 0 ? w('radar.count-0') : w('radar.count', { count }),
              km2(area),
              `${format.number(result.zoneKm2 === 0 ? 0 : (100 * area) / result.zoneKm2, { maximum: 1 })} %`,
            ],
          }))}
        />
      </section>
      <section className={css['section']}>
        <h2>{w('record.coverage-study.field.result.sites')}</h2>
        <Plain
          caption={w('record.coverage-study.field.result.sites')}
          head={[
            w('record.coverage-site.field.name'),
            w('record.coverage-study.field.result.sites.antennaM'),
            w('record.coverage-study.field.result.sites.seesKm2'),
            w('record.coverage-study.field.result.sites.terrain'),
          ]}
          rows={result.sites.map((site) => ({
            key: site.site,
            cells: [
              site.candidate
                ? `${site.name} (${w('record.coverage-site.value.stage.candidate')})`
                : site.name,
              format.number(site.antennaM, { maximum: 1 }),
              km2(site.seesKm2),
              w(`record.coverage-study.value.result.sites.terrain.${site.terrain}`),
            ],
          }))}
        />
      </section>
      {study.candidates.length > 0 && <RankPart study={study} result={result} km2={km2} />}
      <p className="small muted">{w('radar.planning')}</p>
    </>
  )
}

function RankPart({
  study,
  result,
  km2,
}: {
  study: CoverageStudy
  result: StudyResult
  km2: (value: number) => string
}): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { best, ranked, uncosted } = result
  const names = (best?.sites ?? []).map((id) => result.sites.find((s) => s.site === id)?.name ?? id)
  return (
    <section className={css['section']}>
      <h2>{w('radar.rank')}</h2>
      <Plain
        caption={w('radar.rank')}
        head={[
          '',
          w('record.coverage-site.field.name'),
          w('record.coverage-site.field.cost'),
          w('record.coverage-study.field.result.ranked.closedKm2'),
          w('radar.per-cost'),
        ]}
        rows={ranked.map((row, n) => ({
          key: row.site,
          cells: [
            format.number(n + 1),
            row.name,
            format.number(row.cost),
            km2(row.closedKm2),
            format.number((1000 * row.closedKm2) / row.cost, { maximum: 2 }),
          ],
        }))}
      />
      <ul className={css['notes']}>
        <li>{w('radar.rank-note')}</li>
        {study.budget !== null && best !== null && (
          <li>
            {names.length === 0
              ? w('radar.best-none')
              : w('radar.best', {
                  budget: format.number(study.budget),
                  names: names.join(', '),
                  km2: km2(best.closedKm2),
                  cost: format.number(best.cost),
                })}
          </li>
        )}
        {uncosted.length > 0 && <li>{w('radar.uncosted', { names: uncosted.join(', ') })}</li>}
      </ul>
    </section>
  )
}
