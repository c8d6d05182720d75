import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { nameOf, useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import {
  fundsOf,
  standingOf,
  type Contribution,
  type Milestone,
  type Project,
  type WorkContract,
} from '../contract.ts'
import { useAllRecords, type Kept } from '@basinet/console/state/use-all-records.ts'
import { useWords } from './words.ts'
import css from './projects.module.css'

const PARTS = ['project-milestone', 'project-contract', 'project-inspection', 'project-contribution'] as const
const MAKE = {
  'project-milestone': 'plan',
  'project-contract': 'sign',
  'project-inspection': 'record',
  'project-contribution': 'record',
} as const

/** Every project: how it stands, and each funder by itself. */
export function ProjectsPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const query = useAllRecords<Project>('capital-project')
  return (
    <>
      <PageHead
        title={name('capability.projects.name', 'Projects')}
        note={name('capability.projects.note', '')}
        actions={
          catalogue?.commands['capital-project.register']?.allowed === true && (
            <PathLink to="/programme/projects/capital-project/new/register">
              {w('command.capital-project.register.name')}
            </PathLink>
          )
        }
      />
      <div className={css['page']}>
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('projects.none')} text={w('projects.none-text')} />
            ) : (
              items.map((project) => <One key={project.id} project={project} />)
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function One({ project }: { project: Kept<Project> }): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const { body } = project
  return (
    <section aria-labelledby={project.id}>
      <h2 id={project.id}>
        <PathLink to={`/programme/projects/capital-project/${project.id}`}>{body.name}</PathLink>{' '}
        <span className="muted small">{nameOf(`value.state.${body.state}`, body.state)}</span>
      </h2>
      <p>{body.about}</p>
      <Standing project={project} />
      <Funds project={project} />
      <p className={css['links']}>
        {PARTS.map((type) => (
          <PathLink key={type} to={`/programme/projects/${type}?f.project=${project.id}`}>
            {w(`record.${type}.plural`)}
          </PathLink>
        ))}
        {PARTS.filter((type) => catalogue?.commands[`${type}.${MAKE[type]}`]?.allowed === true).map(
          (type) => (
            <PathLink
              key={`new-${type}`}
              to={`/programme/projects/${type}/new/${MAKE[type]}?set.project=${project.id}`}
            >
              {nameOf(`command.${type}.${MAKE[type]}.name`, type)}
            </PathLink>
          ),
        )}
      </p>
    </section>
  )
}

const ofProject = <T extends { readonly project: string }>(
  records: readonly Kept<T>[] | undefined,
  id: string,
): T[] => (records ?? []).map((r) => r.body).filter((b) => b.project === id)

function Standing({ project }: { project: Kept<Project> }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const me = useMe()
  const milestones = useAllRecords<Milestone>('project-milestone').data?.items
  const contracts = useAllRecords<WorkContract>('project-contract').data?.items
  const s = standingOf(
    project.body,
    ofProject(milestones, project.id),
    ofProject(contracts, project.id),
    me.node.utc.slice(0, 10),
  )
  const cost =
    s.costWhy === null
      ? `${project.body.currency ?? ''} ${format.number(Number(s.costVariance))}`
      : w(`projects.why.${s.costWhy}`)
  const time =
    s.scheduleWhy === null
      ? w('projects.days', { n: s.scheduleDays ?? 0 })
      : w(`projects.why.${s.scheduleWhy}`)
  const contracted = s.contracted.map((c) => `${c.currency} ${format.number(Number(c.amount))}`).join('; ')
  return (
    <ul>
      <li>{w('projects.milestones', { reached: s.reached, all: s.milestones, late: s.late })}</li>
      <li>
        {w('projects.schedule-variance')}: {time}
      </li>
      <li>
        {w('projects.cost-variance')}: {cost}
      </li>
      {contracted !== '' && (
        <li>
          {w('projects.contracted')}: {contracted}
        </li>
      )}
    </ul>
  )
}

function Funds({ project }: { project: Kept<Project> }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const query = useAllRecords<Contribution>('project-contribution')
  const own = (query.data?.items ?? []).filter((c) => c.body.project === project.id)
  const money = (amount: string | null, currency: string | null): string =>
    amount === null ? w('projects.untold') : `${currency ?? '$'} ${format.number(Number(amount))}`
  const order = own.toSorted((a, b) => a.body.form.localeCompare(b.body.form))
  const sums = fundsOf(own.map((c) => c.body)).filter((fund) => fund.count - fund.untold > 1)
  return (
    <>
      <p className="muted small">{w('projects.apart')}</p>
      <Plain
        caption={w('record.project-contribution.plural')}
        head={[
          w('field.funder'),
          nameOf('field.form', ''),
          w('projects.promised'),
          w('field.received'),
          w('field.dated'),
          nameOf('field.source', ''),
        ]}
        rows={[
          ...order.map(({ id, body }) => ({
            key: id,
            cells: [
              <PathLink key="funder" to={`/programme/projects/project-contribution/${id}`}>
                {body.funder}
              </PathLink>,
              nameOf(`value.form.${body.form}`, body.form),
              money(body.amount, body.currency),
              body.received === null ? w('projects.untold') : money(body.received, body.currency),
              body.dated,
              <span key="source" className="small">
                {body.source}
              </span>,
            ],
          })),
          ...sums.map((fund) => ({
            key: `sum ${fund.form} ${fund.currency ?? ''}`,
            cells: [
              <strong key="sum">{w('projects.sum')}</strong>,
              nameOf(`value.form.${fund.form}`, fund.form),
              money(fund.promised, fund.currency),
              fund.received === null ? w('projects.untold') : money(fund.received, fund.currency),
              '',
              '',
            ],
          })),
        ]}
      />
    </>
  )
}
