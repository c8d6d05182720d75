import { Button } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../../api/session.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { useKnownTitle } from '../../parts/record/known-titles.ts'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { QueryView } from '../../parts/state/query-view.tsx'
import type { TabProps } from '../records/detail-page.tsx'
import { useChain, type ExhibitChain } from './chain.ts'
import css from './paper.module.css'
import { addressOf, Qr } from './qr.tsx'
import { useWords } from './words.ts'

/** The label that goes on the bag: on paper nothing else of the page is printed. */
export function LabelTab({ page }: TabProps): ReactNode {
  const w = useWords()
  const t = useT()
  const query = useChain(page.record.id)
  const path = useRouterState({ select: (s) => s.location.pathname })
  return (
    <>
      <div className={css['bar']}>
        <PathLink to={path}>{w('custody.back')}</PathLink>
        <Button leftSection={<Icon name="print" size={16} />} onClick={() => print()}>
          {t('action.print')}
        </Button>
      </div>
      <QueryView query={query}>{(found) => <Label found={found} />}</QueryView>
    </>
  )
}

function Label({ found: { exhibit, events } }: { found: ExhibitChain }): ReactNode {
  const w = useWords()
  const me = useMe()
  const format = useFormat()
  const names = useFieldNames('exhibit')
  const readable = useReadableTitle()
  const { body } = exhibit
  const origin = useKnownTitle(body.origin?.id ?? '')
  const first = events[0]?.body
  return (
    <section className={css['label']} data-paper aria-label={w('custody.label')}>
      <div>
        <p className={css['owner']}>
          {me.node.nation} · {me.agency.name}
        </p>
        <p className={css['big']}>{body.number}</p>
        <p className={css['words']}>
          {names.value('category', body.category)} · {body.description}
        </p>
        <dl>
          <Line name={w('record.exhibit.field.seal')} value={body.seal ?? w('custody.no-seal')} mono />
          {body.quantity !== null && (
            <Line
              name={w('record.exhibit.field.quantity')}
              value={`${format.number(body.quantity.value)} ${body.quantity.unit}`}
            />
          )}
          {body.origin !== null && (
            <Line
              name={w('record.exhibit.field.origin')}
              value={
                origin === undefined ? `…${body.origin.id.slice(-8)}` : readable(origin, body.origin.type)
              }
            />
          )}
          {first !== undefined && (
            <Line name={w('custody.taken')} value={`${format.utc(first.at)} · ${first.place}`} />
          )}
        </dl>
        {exhibit.label.exercise && <p className={css['exercise']}>{w('custody.exercise')}</p>}
      </div>
      <figure>
        <Qr text={addressOf(exhibit.id)} label={w('custody.qr', { number: body.number })} size={132} />
        <figcaption className="mono">{exhibit.id.slice(-12)}</figcaption>
      </figure>
    </section>
  )
}

function Line({ name, value, mono = false }: { name: string; value: string; mono?: boolean }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={mono ? 'mono' : undefined}>{value}</dd>
    </div>
  )
}
