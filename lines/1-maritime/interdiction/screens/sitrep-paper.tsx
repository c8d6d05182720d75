import { useMe } from '@basinet/console/api/session.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { dtg, position } from '@basinet/console/i18n/nautical.ts'
import { useNow } from '@basinet/console/state/now.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import { sitrep } from '../print/sitrep.ts'
import css from './interdiction.module.css'
import { useWords } from './words.ts'

const EVERY_MS = 60_000

/** The situation report as it is printed or read out. */
export function SitrepPaper({ record, body }: { record: AnyRecord; body: Interdiction }): ReactNode {
  const w = useWords()
  const me = useMe()
  const now = useNow(EVERY_MS)
  const paragraphs = sitrep({
    operation: body,
    exercise: record.label.exercise,
    from: `${me.node.nation} ${me.unit.name}`,
    atMs: now,
    position: ({ lat, lon }) => position(lat, lon),
    dtg,
  })
  return (
    <div className={css['page']}>
      <p className="no-print">
        <Button variant="default" onClick={() => window.print()}>
          {w('interdiction.print')}
        </Button>
      </p>
      <article data-paper className={css['paper']} lang="en" aria-label={w('interdiction.sitrep')}>
        {paragraphs.map(({ letter, heading, lines }) => (
          <section key={heading}>
            <h2>{[letter, heading].filter((part) => part !== '').join('. ')}</h2>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
      </article>
    </div>
  )
}
