import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { nameOf, useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { RecordLink } from '@basinet/console/parts/record/record-link.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { Engagement, Finding } from '../contract.ts'
import { useAllRecords, type Kept } from '@basinet/console/state/use-all-records.ts'
import { useWords } from './words.ts'
import css from './oversight.module.css'

const MAKE = ['audit-engagement.plan', 'audit-finding.record', 'audit-engagement.open-oversight'] as const

/** Audits with what was drawn, found, answered and closed. */
export function OversightPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const query = useAllRecords<Engagement>('audit-engagement')
  const findings = useAllRecords<Finding>('audit-finding').data?.items ?? []
  return (
    <>
      <PageHead
        title={name('capability.oversight.name', 'Audits')}
        note={name('capability.oversight.note', '')}
        actions={MAKE.filter((command) => catalogue?.commands[command]?.allowed === true).map((command) => {
          const [type = '', verb = ''] = command.split('.')
          return (
            <PathLink key={command} to={`/programme/oversight/${type}/new/${verb}`}>
              {w(`command.${command}.name`)}
            </PathLink>
          )
        })}
      />
      <div className={css['page']}>
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('oversight.none')} text={w('oversight.none-text')} />
            ) : (
              items.map((audit) => (
                <One
                  key={audit.id}
                  audit={audit}
                  findings={findings.filter((f) => f.body.engagement === audit.id)}
                />
              ))
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function One({
  audit,
  findings,
}: {
  audit: Kept<Engagement>
  findings: readonly Kept<Finding>[]
}): ReactNode {
  const w = useWords()
  const me = useMe()
  const today = me.node.utc.slice(0, 10)
  const { body } = audit
  return (
    <section aria-labelledby={audit.id}>
      <h2 id={audit.id}>
        <PathLink to={`/programme/oversight/audit-engagement/${audit.id}`}>
          {body.reference} {body.name}
        </PathLink>{' '}
        <span className="muted small">
          {body.auditor}, {body.until}, {nameOf(`value.state.${body.state}`, body.state)}
        </span>
      </h2>
      <p>{body.scope}</p>
      {body.samples.map((sample) => (
        <div key={`${sample.seed} ${sample.drawnAt}`}>
          <p>
            {nameOf(`value.population.${sample.population}`, sample.population)}:{' '}
            {w('oversight.sample', { n: sample.chosen.length, of: sample.populationSize, seed: sample.seed })}
          </p>
          <p className={css['links']}>
            {sample.chosen.map((id) => (
              <RecordLink key={id} type={sample.population} id={id} />
            ))}
          </p>
        </div>
      ))}
      {findings.length > 0 && (
        <Plain
          caption={w('oversight.findings')}
          head={[
            w('oversight.findings'),
            w('field.response'),
            nameOf('field.due', ''),
            nameOf('field.state', ''),
          ]}
          rows={findings.map((found) => ({
            key: found.id,
            ...(found.body.state !== 'closed' && found.body.due !== null && found.body.due < today
              ? { tone: 'critical' as const }
              : {}),
            cells: [
              <span key="found">
                <PathLink to={`/programme/oversight/audit-finding/${found.id}`}>
                  {found.body.recommendation}
                </PathLink>
                <br />
                <span className="muted small">{found.body.condition}</span>
              </span>,
              found.body.response ?? '–',
              found.body.due ?? '–',
              nameOf(`value.state.${found.body.state}`, found.body.state),
            ],
          }))}
        />
      )}
    </section>
  )
}
