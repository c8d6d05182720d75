import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Clause } from '../../agreements/print.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'

/** The text as it is printed and signed: the paper of this page, alone on paper. */
export function TextPart({ of }: { of: string }): ReactNode {
  const t = useWords()
  const { language } = useStore(i18nState)
  const query = useOnce<{ readonly title: string; readonly clauses: readonly Clause[] }>(
    `agreements/${of}/clauses`,
    { language },
  )
  return (
    <QueryView query={query} rows={4}>
      {({ title, clauses }) => (
        <>
          <p className="no-print">
            <Button variant="default" onClick={() => window.print()}>
              {t('network.agreements.print')}
            </Button>
          </p>
          <article data-paper className={css['paper']} aria-label={title}>
            <h3>{title}</h3>
            <ol>
              {clauses.map(({ heading, sentences }) => (
                <li key={heading}>
                  <strong>{heading}</strong>
                  {sentences.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                </li>
              ))}
            </ol>
          </article>
        </>
      )}
    </QueryView>
  )
}
