import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import { useNames } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { ActRow } from '../../desk/agreement-view.ts'
import { useWords } from '../words.ts'

/** Every signed act of the parties, the newest first. */
export function ActsPart({ acts }: { acts: readonly ActRow[] }): ReactNode {
  const t = useWords()
  const name = useNames()
  return (
    <Plain
      caption={t('network.agreements.acts')}
      head={[
        t('network.desk.column.nation'),
        t('network.agreements.column.act'),
        t('network.desk.column.reason'),
        t('network.agreements.column.signed'),
      ]}
      rows={acts.map((act) => ({
        key: `${act.party}/${act.at}/${act.action}`,
        cells: [
          act.party,
          name(`network.agreements.act.${act.action}`, act.action),
          act.reason,
          <TimeText key="t" at={act.at} />,
        ],
      }))}
    />
  )
}
