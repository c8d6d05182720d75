import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { Age } from '../time.tsx'

export function DraftNote({ keptAt, discard }: { keptAt: number | null; discard: () => void }): ReactNode {
  const t = useT()
  if (keptAt === null) return null
  return (
    <span className="muted small">
      {t('draft.kept')} <Age at={keptAt} />{' '}
      <Button variant="subtle" size="compact-xs" onClick={discard}>
        {t('draft.discard')}
      </Button>
    </span>
  )
}
