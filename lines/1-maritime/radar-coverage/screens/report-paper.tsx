import { dtg, position } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CoverageStudy, StudyResult } from '../contract.ts'
import { AnswerPart } from './answer-part.tsx'
import css from './coverage.module.css'
import { Plan } from './plan.tsx'
import { useWords } from './words.ts'

/** The siting report as it is printed: question, plan, answer, what it rests on. */
export function ReportPaper({ study, result }: { study: CoverageStudy; result: StudyResult }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { target, sea } = study
  const f = (name: 'heightM' | 'rcsM2' | 'probability' | 'fluctuation'): string =>
    w(`record.coverage-study.field.target.${name}`)
  const facts: readonly (readonly [string, string])[] = [
    [w('record.coverage-study.field.result.at'), dtg(result.at)],
    [w('record.coverage-study.field.target'), target.name],
    [f('heightM'), format.number(target.heightM)],
    [f('rcsM2'), format.number(target.rcsM2)],
    [f('probability'), format.number(target.probability)],
    [f('fluctuation'), w(`record.coverage-study.value.target.fluctuation.${target.fluctuation}`)],
    [w('record.coverage-study.field.sea.state'), sea === null ? '–' : format.number(sea.state)],
    [
      w('record.coverage-study.field.sea.significantWaveM'),
      sea === null ? '–' : format.number(sea.significantWaveM),
    ],
    [w('record.coverage-study.field.cellM'), format.number(study.cellM)],
    [w('record.coverage-study.field.result.elevations'), result.elevations.join(', ') || '–'],
    [w('record.coverage-study.field.result.engine'), result.engine],
    ...result.sites.map((s) => [s.name, position(s.position.lat, s.position.lon)] as const),
  ]
  return (
    <>
      <p className="no-print" style={{ padding: '0 var(--b-pad)' }}>
        <Button variant="default" onClick={() => window.print()}>
          {w('radar.print')}
        </Button>
      </p>
      <article data-paper className={css['paper']} aria-label={w('radar.report')}>
        <h2>
          {w('radar.report')}: {study.title}
        </h2>
        <dl className={css['pairs']}>
          {facts.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Plan study={study} result={result} />
        <AnswerPart study={study} result={result} />
      </article>
    </>
  )
}
