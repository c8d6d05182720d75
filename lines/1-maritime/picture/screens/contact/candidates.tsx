import { useCommand } from '@basinet/console/api/command.ts'
import type { RecordPage } from '@basinet/console/api/types.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { mToNm } from '@basinet/geodesy'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { MergeCandidates } from '../../contract.ts'
import { useCandidates } from '../live/queries.ts'
import { usePictureMap } from '../map/map-context.ts'
import { labelOf } from '../map/vessel-view.ts'
import css from '../panel/panel.module.css'
import { select } from '../state/picture-state.ts'
import { useWords } from '../words.ts'

type Candidate = MergeCandidates['items'][number]

/** Tracks inside the circle, best first. The officer decides which of them was seen, or that it was none. */
export function Candidates({ page }: { page: RecordPage }): ReactNode {
  const t = useWords()
  const failureText = useFailureText()
  const found = useCandidates(page.record.id)
  const command = useCommand()
  const [commandId] = useState(() => crypto.randomUUID())
  const merge = ({ vessel }: Candidate): void =>
    command.mutate(
      {
        name: 'hand-contact.merge',
        commandId,
        recordId: page.record.id,
        expectedRev: page.record.rev,
        input: { mmsi: vessel.mmsi },
      },
      { onSuccess: () => select(vessel.id) },
    )
  return (
    <section className={css['section']} aria-label={t('picture.candidates')}>
      <h3>{t('picture.candidates')}</h3>
      {command.error !== null && <p role="alert">{failureText(command.error)}</p>}
      <QueryView query={found} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('picture.candidates.none')}</p>
          ) : (
            <ol>
              {items.map((item) => (
                <Item key={item.vessel.id} item={item} busy={command.isPending} merge={() => merge(item)} />
              ))}
            </ol>
          )
        }
      </QueryView>
    </section>
  )
}

function Item({ item, busy, merge }: { item: Candidate; busy: boolean; merge: () => void }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const picture = usePictureMap()
  const { vessel, distanceM, against } = item
  const far = t('picture.unit.nm', { n: format.number(mToNm(distanceM), { minimum: 1, maximum: 1 }) })
  return (
    <li className={css['check']}>
      <p>
        <strong>{labelOf(vessel)}</strong> <span className="mono muted small">{vessel.mmsi}</span>
      </p>
      <p className={css['params']}>
        {[
          t('picture.candidates.away', { distance: far }),
          ...(against.length === 0
            ? [t('picture.candidates.fits')]
            : against.map((why) => t(`picture.candidates.against.${why}`))),
        ].join(' · ')}
      </p>
      <div className={css['buttons']}>
        <Button size="compact-sm" variant="default" onClick={() => picture?.show(vessel)}>
          {t('picture.act.show')}
        </Button>
        <Button size="compact-sm" loading={busy} onClick={merge}>
          {t('picture.candidates.merge')}
        </Button>
      </div>
    </li>
  )
}
