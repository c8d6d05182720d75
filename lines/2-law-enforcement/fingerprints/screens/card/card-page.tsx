import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { ReactNode } from 'react'
import type { PrintSearch, TenPrint } from '../../contract.ts'
import { useList, useOne } from '../data.ts'
import css from '../prints.module.css'
import { BENCH, useWords } from '../words.ts'
import { Complete, Hands } from './hands.tsx'
import { TransactionImport } from './transaction-import.tsx'

/** A ten-print card as it is on paper: the right hand above the left, each finger with its print, its quality and why. */
export function CardPage({ id }: { id: string }): ReactNode {
  const w = useWords()
  const query = useOne<TenPrint>('ten-print', id, (body) => body.state === 'enrolled')
  useScreenLabel(query.data?.record.label ?? null)
  return (
    <QueryView query={query}>
      {({ record }) => (
        <>
          <PageHead
            title={`${w('record.ten-print.name')} ${record.body.number}`}
            note={w(`value.state.${record.body.state}`)}
            actions={<PathLink to={`${BENCH}/ten-print/${id}`}>{w('fp.record')}</PathLink>}
          />
          <div className={css['page']}>
            <CardFacts body={record.body} />
            {record.body.state === 'open' && <TransactionImport record={record} />}
            <Hands record={record} />
            {record.body.state === 'open' ? (
              <Complete record={record} command="ten-print.enrol" />
            ) : (
              <Found card={id} />
            )}
          </div>
        </>
      )}
    </QueryView>
  )
}

/** Why, when and by whom a card was taken, and when it goes. */
export function CardFacts({
  body,
}: {
  body: Omit<TenPrint, 'fingers' | 'batch' | 'ended' | 'state'>
}): ReactNode {
  const w = useWords()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [w('field.subject'), body.subject],
    [w('field.takenFor'), w(`value.takenFor.${body.takenFor}`)],
    [w('fp.authority'), body.authority],
    [w('field.legalBasis'), body.legalBasis],
    [w('field.takenAt'), <TimeText key="at" at={body.takenAt} />],
    [w('field.takenBy'), body.takenBy],
    [w('fp.device'), body.device],
    [
      w('fp.erase-by'),
      body.eraseBy === null ? w('fp.erase-unknown') : <TimeText key="by" at={body.eraseBy} />,
    ],
  ]
  return (
    <dl className={css['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the node came upon when it read the card. */
function Found({ card }: { card: string }): ReactNode {
  const w = useWords()
  const searches = useList<PrintSearch>('print-search', { 'f.probeId': card })
  if ((searches.data?.items.length ?? 0) === 0) return null
  return (
    <section className={css['section']} data-tone="warning">
      <h2>{w('fp.found')}</h2>
      <ul>
        {searches.data?.items.map(({ id, body }) => (
          <li key={id}>
            <PathLink to={`${BENCH}?search=${id}`}>{w(`value.kind.${body.kind}`)}</PathLink> ·{' '}
            {w(`value.state.${body.state}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}
