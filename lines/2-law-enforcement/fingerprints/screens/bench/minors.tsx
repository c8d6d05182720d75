import { apiSend } from '@basinet/console/api/client.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words.ts'
import css from './bench.module.css'
import type { Choice } from './exemplar-choice.tsx'

interface Found {
  readonly card: string
  readonly number: string
  readonly finger: number
}

/** Minors' cards, for an examiner of their realm: what is found is shown here and kept nowhere. */
export function Minors({ examination, open, busy }: Choice & { examination: string }): ReactNode {
  const w = useWords()
  const { busy: asking, problem, act } = useAct()
  const [found, setFound] = useState<readonly Found[] | null>(null)
  const ask = (): void =>
    void act(async () =>
      setFound(
        (await apiSend<{ items: readonly Found[] }>('POST', '/fingerprints/minors/search', { examination }))
          .items,
      ),
    )
  return (
    <>
      <Button variant="default" loading={asking} onClick={ask}>
        {w('fp.minors-search')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
      {found?.length === 0 && <EmptyState title={w('fp.no-candidates')} size="small" />}
      {found !== null && found.length > 0 && (
        <ul className={css['choices']}>
          {found.map(({ card, number, finger }) => (
            <li key={card} className={css['choice']}>
              {number} · {w(`fp.finger.${finger as 1}`)}
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                onClick={() => open({ of: { type: 'juvenile-print', id: card }, finger })}
              >
                {w('fp.open-beside')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
