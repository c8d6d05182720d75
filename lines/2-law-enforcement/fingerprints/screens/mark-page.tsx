import { uploadFile } from '@basinet/console/pages/records/upload-file.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { RecordLink } from '@basinet/console/parts/record/record-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button, FileInput, NumberInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { LatentMark, PrintComparison, PrintExamination, PrintSearch } from '../contract.ts'
import { pictureOf, useGive, useList, useOne, type Stored } from './data.ts'
import css from './prints.module.css'
import { BENCH, useWords } from './words.ts'

/** A mark: where it came from, its image, and what was done with it. */
export function MarkPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<LatentMark>('latent-mark', id)
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => (
        <>
          <PageHead
            title={`${w('record.latent-mark.name')} ${record.body.number}`}
            note={w(`value.state.${record.body.state}`)}
            actions={<PathLink to={`${BENCH}/latent-mark/${id}`}>{w('fp.record')}</PathLink>}
          />
          <div className={css['page']}>
            <dl className={css['facts']}>
              <Fact name={w('field.case')}>
                <RecordLink type="latent-case" id={record.body.case} />
              </Fact>
              <Fact name={w('record.latent-mark.field.found')}>{record.body.found}</Fact>
              <Fact name={w('field.lift')}>{w(`value.lift.${record.body.lift}`)}</Fact>
              <Fact name={w('field.liftedAt')}>
                <TimeText at={record.body.liftedAt} />
              </Fact>
              <Fact name={w('field.liftedBy')}>{record.body.liftedBy}</Fact>
              <Fact name={w('field.ppi')}>{record.body.ppi ?? '–'}</Fact>
            </dl>
            {record.body.image === null ? (
              <SetImage record={record} />
            ) : (
              <div className={css['columns']}>
                <img
                  className={css['mark']}
                  src={pictureOf(record.body.image, null)}
                  alt={`${w('record.latent-mark.name')} ${record.body.number}`}
                />
                <Done mark={record} />
              </div>
            )}
          </div>
        </>
      )}
    </QueryView>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const PPI_USUAL = 500

function SetImage({ record }: { record: Stored<LatentMark> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [file, setFile] = useState<File | null>(null)
  const [ppi, setPpi] = useState<number | string>(PPI_USUAL)
  const save = (): void =>
    void act(async () => {
      if (file === null) return
      const image = await uploadFile(file, { type: 'latent-mark', id: record.id }, () => undefined)
      await give('latent-mark.image', { image, ppi: Number(ppi) }, record)
    })
  return (
    <section className={css['section']}>
      <h2>{w('command.latent-mark.image.name')}</h2>
      <div className={css['actions']}>
        <FileInput
          label={w('field.image')}
          description={w('fp.formats')}
          value={file}
          onChange={setFile}
          w={320}
        />
        <NumberInput
          label={w('field.ppi')}
          description={w('fp.ppi-text')}
          min={200}
          max={2100}
          value={ppi}
          onChange={setPpi}
        />
        <Button loading={busy} disabled={file === null} onClick={save}>
          {w('command.latent-mark.image.name')}
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}

/** Examinations that may be seen, comparisons and searches; and a new examination. */
function Done({ mark }: { mark: Stored<LatentMark> }): ReactNode {
  const w = useWords()
  const go = useGo()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const examinations = useList<PrintExamination>('print-examination', { 'f.mark': mark.id })
  const comparisons = useList<PrintComparison>('print-comparison', { 'f.mark': mark.id })
  const searches = useList<PrintSearch>('print-search', { 'f.probeId': mark.id })
  const begin = (): void =>
    void act(async () => {
      const made = await give('print-examination.begin', { mark: mark.id })
      go(`${BENCH}?examination=${made.id}`)
    })
  return (
    <div className={css['page']}>
      <section className={css['section']}>
        <h2>{w('record.print-examination.plural')}</h2>
        {(examinations.data?.items.length ?? 0) === 0 && (
          <EmptyState title={w('fp.no-examination')} size="small" />
        )}
        <ul>
          {examinations.data?.items.map(({ id, body, updatedAt }) => (
            <li key={id}>
              <PathLink to={`${BENCH}?examination=${id}`}>{w(`value.seat.${body.seat}`)}</PathLink> ·{' '}
              {w(`value.state.${body.state}`)} · <TimeText at={updatedAt} />
            </li>
          ))}
        </ul>
        <Button mt="sm" loading={busy} onClick={begin}>
          {w('command.print-examination.begin.name')}
        </Button>
        {problem !== null && <p role="alert">{problem}</p>}
      </section>
      {(comparisons.data?.items.length ?? 0) > 0 && (
        <section className={css['section']}>
          <h2>{w('record.print-comparison.plural')}</h2>
          <ul>
            {comparisons.data?.items.map(({ id, body }) => (
              <li key={id}>
                <PathLink to={`${BENCH}?comparison=${id}`}>
                  {w(`fp.finger.${body.exemplar.finger as 1}`)}
                </PathLink>{' '}
                · {w(`value.state.${body.state}`)}
                {body.conclusion !== null && ` · ${w(`value.conclusion.${body.conclusion}`)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(searches.data?.items.length ?? 0) > 0 && (
        <section className={css['section']}>
          <h2>{w('record.print-search.plural')}</h2>
          <ul>
            {searches.data?.items.map(({ id, body, updatedAt }) => (
              <li key={id}>
                <PathLink to={`${BENCH}?search=${id}`}>{w(`value.kind.${body.kind}`)}</PathLink> ·{' '}
                {w(`value.state.${body.state}`)} · <TimeText at={updatedAt} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
