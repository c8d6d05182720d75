import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useGive } from '../data.ts'
import css from '../prints.module.css'
import { useWords } from '../words.ts'
import { FingerBox, type CardRecord } from './finger-box.tsx'

const HANDS = [
  ['right', [1, 2, 3, 4, 5]],
  ['left', [6, 7, 8, 9, 10]],
] as const

/** The right hand above the left, as on paper. */
export function Hands({ record }: { record: CardRecord }): ReactNode {
  const w = useWords()
  return (
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
  )
}

const READY = {
  'ten-print.enrol': 'fp.enrol-ready',
  'elimination-print.ready': 'fp.elimination-ready',
  'juvenile-print.keep': 'fp.minor-ready',
} as const

/** What ends the taking of a card, once something was said of every finger. */
export function Complete({
  record,
  command,
}: {
  record: CardRecord
  command: 'ten-print.enrol' | 'elimination-print.ready' | 'juvenile-print.keep'
}): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const open = record.body.fingers.filter((f) => f.status === 'not-taken' && f.remark === null)
  return (
    <section className={css['section']}>
      <p className="muted">
        {open.length === 0
          ? w(READY[command])
          : w('fp.enrol-open', { fingers: open.map((f) => f.finger).join(', ') })}
      </p>
      <Button
        mt="sm"
        loading={busy}
        disabled={open.length > 0}
        onClick={() => void act(() => give(command, {}, record))}
      >
        {w(`command.${command}.name`)}
      </Button>
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </section>
  )
}
