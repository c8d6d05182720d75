import { useFormat } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { download } from '@basinet/console/parts/table/csv.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { IndicatorTable } from '../http.ts'
import type { Rolled } from '../roll-up.ts'
import type { TableValue } from '../store.ts'
import { axisOf, figureOf } from './figures.ts'
import css from './results.module.css'
import { useWords } from './words.ts'

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The table beside the chart: the nation's values, the region's roll-up, and who is missing. */
export function ValueTable({ table, nation }: { table: IndicatorTable; nation: string }): ReactNode {
  const w = useWords()
  const own = new Map(table.values.filter((v) => v.nation === nation).map((v) => [v.period, v]))
  const targets = new Map(
    table.targets.filter((t) => t.nation === nation && t.kind === 'target').map((t) => [t.period, t.value]),
  )
  const region = new Map(table.region.map((r) => [r.period, r.rolled]))
  const newest = table.region.at(-1)
  return (
    <section className={css['section']}>
      <Plain
        caption={table.indicator.title}
        head={[w('record.result-value.field.period'), nation, w('results.target'), w('results.region')]}
        rows={axisOf([...table.region.map((r) => r.period), ...targets.keys()])
          .map((period) => ({
            key: period,
            cells: [
              period,
              <Own key="own" value={own.get(period)} />,
              <Target key="target" value={targets.get(period)} />,
              <Region key="region" rolled={region.get(period) ?? { kind: 'missing' }} />,
            ],
          }))
          .toReversed()}
      />
      {newest !== undefined && newest.missing.length > 0 && (
        <p className={css['missing']}>
          {w('results.missing-nations', { period: newest.period, nations: newest.missing.join(', ') })}
        </p>
      )}
      <Exports table={table} />
    </section>
  )
}

function Own({ value }: { value: TableValue | undefined }): ReactNode {
  const w = useWords()
  const format = useFormat()
  if (value === undefined) return <span className={css['missing']}>{w('results.missing')}</span>
  const figure = figureOf(value)
  return (
    <>
      <PathLink to={`/programme/results/result-value/${value.id}`}>
        {figure === null ? '–' : format.number(figure, { maximum: 1 })}
        {value.denominator === null ? '' : ' %'}
      </PathLink>{' '}
      <span className="muted small">
        {value.denominator !== null &&
          `${w('results.of', { numerator: format.number(value.numerator), denominator: format.number(value.denominator) })} · `}
        {w(`record.result-value.value.state.${value.state as 'reported'}`)}
      </span>
    </>
  )
}

function Target({ value }: { value: number | undefined }): ReactNode {
  const format = useFormat()
  return value === undefined ? '–' : format.number(value)
}

function Region({ rolled }: { rolled: Rolled }): ReactNode {
  const w = useWords()
  const format = useFormat()
  if (rolled.kind === 'missing') return <span className={css['missing']}>{w('results.missing')}</span>
  if (rolled.kind === 'refused') return <span className={css['missing']}>{w('results.refused')}</span>
  if (rolled.kind === 'sum') return format.number(rolled.value)
  return rolled.percent === null ? '–' : `${format.number(rolled.percent, { maximum: 1 })} %`
}

/** The values as they stand, both parts of a share, for a spreadsheet. */
function Exports({ table }: { table: IndicatorTable }): ReactNode {
  const w = useWords()
  const written = {
    name: table.indicator.code,
    head: ['code', 'nation', 'period', 'numerator', 'denominator', 'origin', 'state', 'exercise'],
    rows: table.values.map((v) => [
      table.indicator.code,
      v.nation,
      v.period,
      v.numerator,
      v.denominator,
      v.origin,
      v.state,
      table.exercise,
    ]),
  }
  const save = async (format: 'CSV' | 'XLSX'): Promise<void> => {
    const { writeCsv, writeXlsx } = await import('@basinet/tables/write')
    if (format === 'CSV') download(`${table.indicator.code}.csv`, 'text/csv', writeCsv(written))
    else download(`${table.indicator.code}.xlsx`, SHEET, await writeXlsx(written))
  }
  return (
    <div className={`${css['links'] ?? ''} no-print`}>
      {(['CSV', 'XLSX'] as const).map((format) => (
        <Button key={format} variant="default" size="compact-md" onClick={() => void save(format)}>
          {w('results.export', { format })}
        </Button>
      ))}
    </div>
  )
}
