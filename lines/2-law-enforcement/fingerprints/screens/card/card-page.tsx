import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PrintSearch, TenPrint } from '../../contract.ts'
import { useGive, useList, useOne, type Stored } from '../data.ts'
import css from '../prints.module.css'
import { BENCH, useWords } from '../words.ts'
import { FingerBox } from './finger-box.tsx'
import { TransactionImport } from './transaction-import.tsx'

const HANDS = [
  ['right', [1, 2, 3, 4, 5]],
  ['left', [6, 7, 8, 9, 10]],
] as const

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
            <Facts record={record} />
            {record.body.state === 'open' && <TransactionImport record={record} />}
            <div className={css['hands']}>
              {HANDS.map(([hand, fingers]) => (
                <section key={hand} className={css['section']} aria-label={w(`fp.hand.${hand}`)}>
                  <h2>{w(`fp.hand.${hand}`)}</h2>
                  <div className={css['hand']}>
                    {fingers.map((n) => (
                      <FingerBox key={n} record={record} n={n} />
                    ))}
                  </div>
                </section>
              ))}
            </div>
            {record.body.state === 'open' ? <Enrol record={record} /> : <Found card={id} />}
          </div>
        </>
      )}
    </QueryView>
  )
}

function Facts({ record: { body } }: { record: Stored<TenPrint> }): ReactNode {
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

function Enrol({ record }: { record: Stored<TenPrint> }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const open = record.body.fingers.filter((f) => f.status === 'not-taken' && f.remark === null)
  return (
    <section className={css['section']}>
      <p className="muted">
        {open.length === 0
          ? w('fp.enrol-ready')
          : w('fp.enrol-open', { fingers: open.map((f) => f.finger).join(', ') })}
      </p>
      <Button
        mt="sm"
        loading={busy}
        disabled={open.length > 0}
        onClick={() => void act(() => give('ten-print.enrol', {}, record))}
      >
        {w('command.ten-print.enrol.name')}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
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
