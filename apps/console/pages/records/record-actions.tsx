import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { isForPeople, useCommandName } from '../../parts/command-name.ts'
import type { RecordPage, RecordType } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { verbOf } from '../../parts/record-path.ts'

/** What may be done with the record, allowed first; the rest stays visible with its reason. */
export function RecordActions({
  page,
  type,
  focusFirst,
}: {
  page: RecordPage
  type: RecordType
  /** Arrived by `e` from a list. */
  focusFirst: boolean
}): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const name = useNames()
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusFirst) box.current?.querySelector('button')?.focus()
  }, [focusFirst])
  const sorted = page.actions
    .filter((a) => isForPeople(a.command))
    .toSorted((a, b) => Number(b.enabled) - Number(a.enabled))
  const base = `/${type.line}/${type.capability}/${type.type}/${page.record.id}`
  return (
    <div ref={box} style={{ display: 'contents' }}>
      {sorted.map((action, index) => (
        <ActionButton
          key={action.command}
          variant={index === 0 && action.enabled ? 'filled' : 'default'}
          why={
            action.enabled
              ? null
              : name(`error.${action.why?.code ?? ''}.why`, action.why?.message ?? t('action.not-allowed'))
          }
          onAct={() => router.history.push(`${base}/do/${verbOf(action.command)}`)}
        >
          {commandName(action.command)}
        </ActionButton>
      ))}
    </div>
  )
}
