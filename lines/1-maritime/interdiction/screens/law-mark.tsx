import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import type { ReactNode } from 'react'
import type { LawAt } from '../contract/wire.ts'
import { useWords } from './words.ts'

const CODES = [
  'no-zone',
  'computed',
  'disputed',
  'unknown',
  'denied',
  'unasked',
  'waiting',
  'refused',
  'aircraft',
] as const
type Code = (typeof CODES)[number]
const isCode = (code: string): code is Code => (CODES as readonly string[]).includes(code)
const STATUS: Readonly<Record<Code, Status>> = {
  'no-zone': 'critical',
  computed: 'critical',
  disputed: 'critical',
  unknown: 'critical',
  denied: 'critical',
  refused: 'critical',
  aircraft: 'critical',
  unasked: 'warning',
  waiting: 'warning',
}

/** What the law as loaded says of a place, as shape and words. */
export function LawMark({ law }: { law: LawAt }): ReactNode {
  const w = useWords()
  const where = law.zone === null ? null : w(`record.maritime-zone.value.zone.${law.zone}`)
  const code = isCode(law.code) ? law.code : 'unknown'
  return (
    <span>
      {law.may ? (
        <StatusMark status="good">{w('interdiction.law.may', { text: law.text ?? '' })}</StatusMark>
      ) : (
        <StatusMark status={STATUS[code]}>{w(`interdiction.law.${code}`)}</StatusMark>
      )}
      {where !== null && (
        <span className="small muted">
          {' '}
          {[where, law.coastalState === 'none' ? null : law.coastalState].filter(Boolean).join(', ')}
        </span>
      )}
    </span>
  )
}
