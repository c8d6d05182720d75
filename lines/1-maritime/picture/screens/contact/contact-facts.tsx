import { useRecord } from '@basinet/console/api/records.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { position } from '@basinet/console/i18n/nautical.ts'
import { useFormat, useNames, useT } from '@basinet/console/i18n/use.ts'
import type { AnyRecord, RecordPage } from '@basinet/console/api/types.ts'
import { ActionButton } from '@basinet/console/parts/action-button.tsx'
import { humanised } from '@basinet/console/parts/form/names.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { BodyFacts } from '@basinet/console/parts/record/body-facts.tsx'
import { Button } from '@mantine/core'
import { useRefusalText } from '@basinet/console/parts/refusal-text.ts'
import { verbOf } from '@basinet/console/parts/record-path.ts'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { mToNm } from '@basinet/geodesy'
import type { ReactNode } from 'react'
import type { HandContact, Vessel } from '../../contract.ts'
import { CpaSection } from '../panel/cpa-section.tsx'
import css from '../panel/panel.module.css'
import { Facts } from '../panel/vessel-facts.tsx'
import { operationOn } from '../prefilled.ts'
import { partner, select } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { Candidates } from './candidates.tsx'
import { Grade } from './grade.tsx'

/** A contact entered by hand: what was said, by whom, how far it is trusted, and where it may be by now. */
export function ContactFacts({ id, live }: { id: string; live: Vessel | null }): ReactNode {
  const console = useT()
  const record = useRecord('hand-contact', id)
  const { data: catalogue } = useCatalogue()
  return (
    <QueryView query={record}>
      {(page) => (
        <article>
          <header className={css['head']}>
            <div>
              <h2>{page.record.title}</h2>
              <Grade contact={page.record.body as unknown as HandContact} />
            </div>
            <button
              type="button"
              className={css['close']}
              onClick={() => select(null)}
              aria-label={console('action.close')}
            >
              <Icon name="close" size={16} />
            </button>
          </header>
          <ContactActions page={page} live={live} />
          {live !== null && (
            <>
              <CpaSection vessel={live} />
              <Reckoned live={live} />
              <Candidates page={page} />
            </>
          )}
          <section className={css['section']}>
            {catalogue?.records['hand-contact'] !== undefined && (
              <BodyFacts
                schema={catalogue.records['hand-contact'].schema}
                body={page.record.body}
                type="hand-contact"
              />
            )}
          </section>
        </article>
      )}
    </QueryView>
  )
}

/** Compare, open an operation on it, and what the record allows. */
function ContactActions({ page, live }: { page: RecordPage; live: Vessel | null }): ReactNode {
  const words = useWords()
  const name = useNames()
  const refusal = useRefusalText()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const base = `/1-maritime/picture/hand-contact/${page.record.id}`
  return (
    <div className={css['actions']}>
      {live !== null && (
        <Button size="compact-sm" variant="default" onClick={() => partner.set({ id: null, choosing: true })}>
          {words('picture.act.cpa')}
        </Button>
      )}
      {catalogue?.commands['interdiction.open']?.allowed === true && (
        <Button
          size="compact-sm"
          onClick={() => go(operationOn({ type: 'hand-contact', id: page.record.id }, targetOf(page.record)))}
        >
          {name('command.interdiction.open.name', 'Open an operation')}
        </Button>
      )}
      {page.actions.map((action) => (
        <ActionButton
          key={action.command}
          size="compact-sm"
          variant="default"
          why={action.enabled ? null : refusal(action.why ?? { code: '', message: '' })}
          onAct={() => go(`${base}/do/${verbOf(action.command)}`)}
        >
          {name(`command.${action.command}.name`, humanised(verbOf(action.command)))}
        </ActionButton>
      ))}
    </div>
  )
}

/** The contact as the target of an operation. */
function targetOf({ title, body }: AnyRecord): Readonly<Record<string, unknown>> {
  const {
    kind,
    description,
    position: at,
    accuracyM,
    courseDeg,
    speedKn,
    sightedAt,
  } = body as unknown as HandContact
  return {
    domain: kind === 'aircraft' ? 'air' : 'sea',
    name: title.slice(0, 120),
    description: description.slice(0, 1000),
    position: at,
    accuracyM,
    courseDeg,
    speedKn,
    sightedAt,
  }
}

/** Where the contact may be by now: the middle it was reckoned on to, and how far around it may be. */
function Reckoned({ live }: { live: Vessel }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const within = format.number(mToNm(live.accuracyM ?? 0), { minimum: 1, maximum: 1 })
  return (
    <section className={css['section']}>
      <h3>{t('picture.contact.now')}</h3>
      <Facts
        rows={[
          [
            t('picture.fact.position'),
            <span key="p" className="mono">
              {position(live.lat, live.lon)}
            </span>,
          ],
          [t('picture.contact.within'), t('picture.unit.nm', { n: within })],
        ]}
      />
    </section>
  )
}
