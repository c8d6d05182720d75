import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './desk.module.css'
import { useNewestOf, type Row } from './use-newest.ts'
import { useWords } from './words.ts'

/** Which way a request goes: to us, or from us. */
export type Side = 'in' | 'out'

interface Parts<Body> {
  readonly topic: 'evidence' | 'requests'
  /** Type of the records that ask. */
  readonly type: 'conversion-request' | 'information-request'
  /** Titles of what waits for us and of what we asked. */
  readonly titles: Readonly<Record<Side, string>>
  readonly children: (side: Side, caption: string, items: readonly Row<Body>[]) => ReactNode
}

/** What partners ask of this nation above, what it asked of them below, and the button that asks. */
export function TwoSidedPage<Body>({ topic, type, titles, children }: Parts<Body>): ReactNode {
  const t = useWords()
  const name = useNames()
  const me = useMe()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const requests = useNewestOf<Body>(type)
  useScreenLabel(highestLabel((requests.data?.items ?? []).map((r) => r.label)))
  return (
    <>
      <PageHead
        title={name(`capability.${topic}.name`, topic)}
        note={name(`capability.${topic}.note`, '')}
        actions={
          catalogue?.commands[`${type}.ask`]?.allowed === true && (
            <Button onClick={() => go(`/regional/${topic}/${type}/new/ask`)}>
              {t(`command.${type}.ask.name`)}
            </Button>
          )
        }
      />
      <div className={css['parts']}>
        {(['in', 'out'] as const).map((side) => (
          <section key={side}>
            <h2>{titles[side]}</h2>
            <QueryView query={requests} rows={3}>
              {({ items }) => {
                const shown = items.filter((r) => (r.label.owner === me.node.nation) === (side === 'out'))
                return shown.length === 0 ? (
                  <EmptyState
                    title={t(`network.${topic}.none-${side}`)}
                    text={t(`network.${topic}.none-text`)}
                    size="small"
                  />
                ) : (
                  children(side, titles[side], shown)
                )
              }}
            </QueryView>
          </section>
        ))}
      </div>
    </>
  )
}
