import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { EliminationPrint, LatentCase } from '../../contract.ts'
import { useOne } from '../data.ts'
import css from '../prints.module.css'
import { BENCH, useWords } from '../words.ts'
import { Complete, Hands } from './hands.tsx'

/** Prints of somebody who had reason to touch the scene: filled like a card, and searched by nothing. */
export function EliminationPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<EliminationPrint>('elimination-print', id)
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => (
        <>
          <PageHead
            title={`${w('record.elimination-print.name')} ${record.body.number}`}
            note={w('fp.elimination-note')}
            actions={<PathLink to={`${BENCH}/elimination-print/${id}`}>{w('fp.record')}</PathLink>}
          />
          <div className={css['page']}>
            <dl className={css['facts']}>
              <div>
                <dt>{w('field.case')}</dt>
                <dd>
                  <CaseLink id={record.body.case} />
                </dd>
              </div>
              <div>
                <dt>{w('field.relation')}</dt>
                <dd>{w(`value.relation.${record.body.relation}`)}</dd>
              </div>
              <div>
                <dt>{w('field.consent')}</dt>
                <dd>{record.body.consent}</dd>
              </div>
              <div>
                <dt>{w('fp.erase-by')}</dt>
                <dd>
                  <TimeText at={record.body.eraseBy} />
                </dd>
              </div>
            </dl>
            <Hands record={record} />
            {record.body.state === 'open' && <Complete record={record} command="elimination-print.ready" />}
          </div>
        </>
      )}
    </QueryView>
  )
}

/** The case by its number; by its place alone where the number may not be read. */
function CaseLink({ id }: { id: string }): ReactNode {
  const w = useWords()
  const { data } = useOne<LatentCase>('latent-case', id)
  return (
    <PathLink to={`${BENCH}/latent-case/${id}`}>
      {data?.record.body.number ?? w('record.latent-case.name')}
    </PathLink>
  )
}
