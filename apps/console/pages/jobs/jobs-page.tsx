import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet, apiSend } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { Job } from '../../api/types.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { Age } from '../../parts/time.tsx'
import css from './jobs.module.css'

const RUNNING = new Set(['created', 'retry', 'active', 'running', 'queued', 'waiting'])

/** Long work the node does in the background, how far it is, and a way to stop it. */
export function JobsPage(): ReactNode {
  const t = useT()
  const jobs = useQuery({
    queryKey: keys.jobs,
    queryFn: ({ signal }) => apiGet<{ items: Job[] }>('/jobs', undefined, signal),
    refetchInterval: 10_000,
  })
  return (
    <>
      <PageHead title={t('nav.jobs')} note={t('jobs.note')} />
      <div style={{ padding: '0 var(--b-pad) 32px' }}>
        <QueryView query={jobs} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('jobs.none')} text={t('jobs.none-text')} size="small" />
            ) : (
              <JobTable items={items} />
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function JobTable({ items }: { items: readonly Job[] }): ReactNode {
  const t = useT()
  const name = useNames()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: (id: string) => apiSend('POST', `/jobs/${id}/cancel`),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.jobs }),
  })
  return (
    <Plain
      caption={t('nav.jobs')}
      head={[t('jobs.kind'), t('jobs.state'), t('jobs.progress'), t('jobs.started'), '']}
      rows={items.map((job) => ({
        key: job.id,
        ...(job.error === undefined ? {} : { tone: 'warning' as const }),
        cells: [
          name(`job.${job.kind}`, humanised(job.kind)),
          <span key="s">
            {name(`jobs.state.${job.state}`, job.state)}
            {job.error !== undefined && <span className={css['error']}>{job.error}</span>}
          </span>,
          <Progress key="p" job={job} />,
          job.startedAt === null ? '–' : <Age key="a" at={job.startedAt} />,
          RUNNING.has(job.state) ? (
            <Button
              key="c"
              variant="default"
              size="compact-sm"
              loading={cancel.isPending && cancel.variables === job.id}
              onClick={() => cancel.mutate(job.id)}
            >
              {t('jobs.cancel')}
            </Button>
          ) : null,
        ],
      }))}
    />
  )
}

function Progress({ job }: { job: Job }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { done, total } = job
  if (total === null || total === 0) return done === 0 ? '–' : format.number(done)
  return (
    <span className={css['progress']}>
      <progress value={done} max={total} aria-label={t('jobs.progress')} />
      {t('jobs.of', { done: format.number(done), total: format.number(total) })}
    </span>
  )
}
