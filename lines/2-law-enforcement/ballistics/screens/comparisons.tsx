import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { BallisticComparison } from '../contract.ts'
import { useNumbers, type Stored } from './data.ts'
import { PLACE, useWords } from './words.ts'

/** Which two, what the engine says, who is waited for. */
export function Comparisons({
  caption,
  items,
}: {
  caption: string
  items: readonly Stored<BallisticComparison>[]
}): ReactNode {
  const w = useWords()
  const numberOf = useNumbers()
  return (
    <Plain
      caption={caption}
      head={[
        w('record.ballistic-comparison.name'),
        w('record.ballistic-comparison.field.decision'),
        w('record.ballistic-comparison.field.result.cmc'),
        w('record.ballistic-comparison.field.state'),
        w('record.ballistic-comparison.field.conclusion'),
        w('bl.since'),
      ]}
      rows={items.map(({ id, body, updatedAt }) => ({
        key: id,
        cells: [
          <PathLink key="to" to={`${PLACE}?comparison=${id}`}>
            {body.specimens.map(numberOf).join(' · ')}
          </PathLink>,
          body.result === null
            ? '–'
            : w(`record.ballistic-comparison.value.result.decision.${body.result.decision}`),
          body.result?.cmc === null || body.result?.cmc === undefined
            ? '–'
            : `${body.result.cmc} / ${body.result.usable ?? 0}`,
          w(`record.ballistic-comparison.value.state.${body.state}`),
          body.conclusion === null ? '–' : w(`value.conclusion.${body.conclusion}`),
          <TimeText key="at" at={updatedAt} />,
        ],
      }))}
    />
  )
}
