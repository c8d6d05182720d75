import { useCatalogue } from '@basinet/console/api/session.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { Receipt } from '@basinet/console/parts/command/receipt.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { LoadingState } from '@basinet/console/parts/state/states.tsx'
import type { CommandReceipt } from '@basinet/kernel/contract'
import { useStore } from '@basinet/console/state/store.ts'
import { Button, SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { areaPolygon } from '../map/geometry.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { useShapes } from '../map/use-shapes.ts'
import css from '../panel/panel.module.css'
import { panel, tool } from '../state/picture-state.ts'
import { drawMode, drawn } from '../tools/drawn-area.ts'
import { useWords } from '../words.ts'

/** An own area: drawn on the map, then named and told what to watch for. */
export function AreaPanel(): ReactNode {
  const t = useWords()
  const { data: catalogue } = useCatalogue()
  const { accent } = useMapColours()
  const area = useStore(drawn)
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  useShapes(
    'drawn',
    area === null ? [] : [shape(areaPolygon(area), { colour: accent, fill: 0.15, width: 2, dashed: true })],
  )
  const command = catalogue?.commands['own-area.draw']
  if (catalogue === undefined) return <LoadingState />
  const leave = (): void => {
    drawn.set(null)
    tool.set('none')
    panel.set('alerts')
  }
  if (receipt !== null) {
    return (
      <div className={css['section']}>
        <Receipt
          receipt={receipt}
          next={
            <PathLink to={`/1-maritime/picture/own-area/${receipt.recordId}`}>
              {t('picture.act.record')}
            </PathLink>
          }
        />
      </div>
    )
  }
  if (area === null) return <HowToDraw leave={leave} />
  return (
    <div className={css['section']}>
      <div className={css['form']}>
        <h2>{t('picture.area.title')}</h2>
        {command === undefined ? null : (
          <CommandForm
            command={command}
            record={null}
            preset={{ shape: area, note: '', severity: 'warning' }}
            hide={['shape']}
            done={(answer) => {
              drawn.set(null)
              setReceipt(answer)
            }}
            cancel={leave}
          />
        )}
      </div>
    </div>
  )
}

function HowToDraw({ leave }: { leave: () => void }): ReactNode {
  const t = useWords()
  const mode = useStore(drawMode)
  return (
    <div className={css['section']}>
      <div className={css['form']}>
        <h2>{t('picture.area.title')}</h2>
        <SegmentedControl
          value={mode}
          onChange={(next) => drawMode.set(next === 'circle' ? 'circle' : 'polygon')}
          data={[
            { value: 'polygon', label: t('picture.area.polygon') },
            { value: 'circle', label: t('picture.area.circle') },
          ]}
        />
        <p>{mode === 'circle' ? t('picture.area.circle-how') : t('picture.area.polygon-how')}</p>
        <div className={css['buttons']}>
          <Button variant="default" onClick={leave}>
            {t('picture.area.stop')}
          </Button>
        </div>
      </div>
    </div>
  )
}
