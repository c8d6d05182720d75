import type { ReactNode } from 'react'
import { usePeople } from '../../api/people.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { useCommandName } from '../../parts/command-name.ts'
import { humanised } from '../../parts/form/names.ts'
import { Ident } from '../../parts/ident.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { Age, UtcText } from '../../parts/time.tsx'
import css from './people.module.css'
import { useAccess, useDormant, useDuties, type AccessFinding, type DutiesReport } from './reports.ts'

/** Whether rights are kept apart, used, and covered by a post. */
export function ReportsPanel(): ReactNode {
  return (
    <div className={css['reports']}>
      <Access />
      <Dormant />
      <Duties />
    </div>
  )
}

function Person({ id, names }: { id: string; names: ReturnType<typeof usePeople> }): ReactNode {
  return names.get(id)?.name ?? <Ident value={id} />
}

function Nothing(): ReactNode {
  const t = useT()
  return <StatusMark status="good">{t('reports.nothing')}</StatusMark>
}

function Access(): ReactNode {
  const t = useT()
  const report = useAccess()
  const words = useFindingWords()
  const names = usePeople((report.data ?? []).map((row) => row.person))
  return (
    <section>
      <h2>{t('reports.access')}</h2>
      <QueryView query={report} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <Plain
              caption={t('reports.access')}
              head={[t('reports.person'), t('reports.found')]}
              rows={rows.map((row) => ({
                key: row.person,
                cells: [
                  <Person key="p" id={row.person} names={names} />,
                  <ul key="f">
                    {row.findings.map((finding) => (
                      <li key={finding.kind}>{words(finding)}</li>
                    ))}
                  </ul>,
                ],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}

function useFindingWords(): (finding: AccessFinding) => string {
  const name = useNames()
  const format = useFormat()
  return ({ kind, roles, held, post, until }) =>
    name(`reports.finding.${kind}`, humanised(kind), {
      roles: (roles ?? []).map((role) => name(`role.${role}`, role)).join(', '),
      held: held ?? '',
      post: post ?? '',
      until: until === null || until === undefined ? '–' : format.date(until),
    })
}

function Dormant(): ReactNode {
  const t = useT()
  const report = useDormant()
  const names = usePeople((report.data ?? []).map((row) => row.person))
  return (
    <section>
      <h2>{t('reports.dormant')}</h2>
      <QueryView query={report} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing />
          ) : (
            <Plain
              caption={t('reports.dormant')}
              head={[t('reports.person'), t('reports.last'), t('reports.days')]}
              rows={rows.map((row) => ({
                key: row.person,
                cells: [
                  <Person key="p" id={row.person} names={names} />,
                  row.lastSignIn === null ? t('feeds.never') : <Age key="l" at={row.lastSignIn} />,
                  row.days,
                ],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}

function Duties(): ReactNode {
  const t = useT()
  const report = useDuties()
  return (
    <section>
      <h2>{t('reports.duties')}</h2>
      <p className="muted">{t('reports.duties-note')}</p>
      <QueryView query={report} rows={3}>
        {(data) => <DutyTables data={data} />}
      </QueryView>
    </section>
  )
}

function DutyTables({ data }: { data: DutiesReport }): ReactNode {
  const t = useT()
  const commandName = useCommandName()
  const names = usePeople([
    ...data.both.map((row) => row.person),
    ...data.mutual.flatMap((row) => [row.a, row.b]),
    ...data.same.map((row) => row.person),
  ])
  const person = (id: string): ReactNode => <Person key={id} id={id} names={names} />
  return (
    <>
      <p>{t('reports.decided', { count: data.decided })}</p>
      {data.same.length > 0 && (
        <>
          <StatusMark status="critical">{t('reports.same')}</StatusMark>
          <Plain
            caption={t('reports.same')}
            head={[t('reports.person'), t('audit.column.kind'), t('audit.column.at')]}
            rows={data.same.map((row) => ({
              key: `${row.person} ${row.at}`,
              tone: 'critical' as const,
              cells: [person(row.person), commandName(row.command), <UtcText key="t" at={row.at} />],
            }))}
          />
        </>
      )}
      {data.mutual.length > 0 && (
        <Plain
          caption={t('reports.mutual')}
          head={[t('reports.mutual'), '', t('reports.times')]}
          rows={data.mutual.map((row) => ({
            key: `${row.a} ${row.b}`,
            cells: [person(row.a), person(row.b), row.count],
          }))}
        />
      )}
      {data.both.length > 0 && (
        <Plain
          caption={t('reports.both')}
          head={[t('reports.both'), t('reports.made'), t('reports.approved')]}
          rows={data.both.map((row) => ({
            key: row.person,
            cells: [person(row.person), row.made, row.approved],
          }))}
        />
      )}
    </>
  )
}
