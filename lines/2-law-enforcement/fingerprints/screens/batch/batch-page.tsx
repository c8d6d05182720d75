import { apiGet } from '@basinet/console/api/client.ts'
import { uploadFile } from '@basinet/console/pages/records/upload-file.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, FileInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { PrintBatch } from '../../contract.ts'
import { useGive, useOne, type Stored } from '../data.ts'
import css from '../prints.module.css'
import { BENCH, useWords } from '../words.ts'

/** A bulk enrolment: its archive, how far it is, and each entry that could not be taken with the reason. */
export function BatchPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const query = useOne<PrintBatch>('print-batch', id, (body) => body.state === 'running')
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => {
        const { name, state, done, failed, problem } = record.body
        return (
          <>
            <PageHead
              title={`${w('record.print-batch.name')}: ${name}`}
              note={w(`value.state.${state}`)}
              actions={<PathLink to={`${BENCH}/print-batch/${id}`}>{w('fp.record')}</PathLink>}
            />
            <div className={css['page']}>
              <p role="status">
                {w('fp.batch-progress', { done: format.number(done), failed: format.number(failed) })}
              </p>
              {problem !== null && (
                <p role="alert" className={css['problem']}>
                  {problem}
                </p>
              )}
              {state !== 'running' && <Start record={record} />}
              <p className={css['links']}>
                <PathLink to={`${BENCH}/ten-print?f.batch=${id}`}>{w('fp.batch-cards')}</PathLink>
                <PathLink to="/node/jobs">{w('fp.demo-jobs')}</PathLink>
              </p>
              <Problems id={id} rev={record.rev} />
            </div>
          </>
        )
      }}
    </QueryView>
  )
}

function Start({ record }: { record: Stored<PrintBatch> }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const { archive } = record.body
  const start = (): void =>
    void act(async () => {
      const kept =
        archive ??
        (file === null ? null : await uploadFile(file, { type: 'print-batch', id: record.id }, setSent))
      if (kept !== null) await give('print-batch.start', { archive: kept }, record)
    })
  return (
    <div className={css['actions']}>
      {archive === null && (
        <FileInput
          label={w('field.archive')}
          description={w('fp.archive-text')}
          value={file}
          onChange={setFile}
          w={380}
        />
      )}
      <Button loading={busy} disabled={archive === null && file === null} onClick={start}>
        {w('command.print-batch.start.name')}
      </Button>
      {busy && file !== null && (
        <span role="status">{format.number((100 * sent) / Math.max(1, file.size), { maximum: 0 })} %</span>
      )}
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </div>
  )
}

function Problems({ id, rev }: { id: string; rev: number }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: ['list', 'print-batch', id, rev],
    queryFn: ({ signal }) =>
      apiGet<{ items: readonly { n: number; name: string; problem: string }[] }>(
        `/fingerprints/batches/${id}/problems`,
        undefined,
        signal,
      ),
  })
  return (
    <section className={css['section']}>
      <h2>{w('fp.batch-problems')}</h2>
      <QueryView query={query} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w('fp.batch-no-problems')} size="small" />
          ) : (
            <Plain
              caption={w('fp.batch-problems')}
              head={['#', w('fp.file'), w('field.problem')]}
              rows={items.map(({ n, name, problem }) => ({
                key: String(n),
                cells: [n + 1, name, problem],
              }))}
            />
          )
        }
      </QueryView>
    </section>
  )
}
