import { useFormat } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { StaticData } from '../../contract.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'

const WIDTH = 296
const PAD = 24
/** Share of the length that the bow takes to close. */
const BOW = 0.18
const SCALES_M = [1, 2, 5, 10, 20, 50, 100] as const

/** The hull from above, to scale, with the place of its antenna and a bar to read the scale by. */
export function Dimensions({ dimensions }: { dimensions: NonNullable<StaticData['dimensions']> }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const { bow, stern, port, starboard } = dimensions
  const length = bow + stern
  const beam = port + starboard
  if (length <= 0 || beam <= 0) return null
  const scale = Math.min((WIDTH - 2 * PAD) / length, 88 / beam)
  const l = length * scale
  const b = beam * scale
  const height = b + 56
  const left = (WIDTH - l) / 2
  const top = 12
  const shoulder = left + l * (1 - BOW)
  const bar = SCALES_M.findLast((m) => m * scale <= 80) ?? 1
  const metres = (n: number): string => t('picture.unit.m', { n: format.number(n, { maximum: 1 }) })
  const words = t('picture.dimensions', { length: metres(length), beam: metres(beam) })
  return (
    <section className={css['section']} aria-label={t('picture.vessel.dimensions')}>
      <h3>{t('picture.vessel.dimensions')}</h3>
      <svg className={css['drawing']} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words}>
        <path
          d={`M${left} ${top}H${shoulder}Q${left + l} ${top + b * 0.2} ${left + l} ${top + b / 2}Q${left + l} ${top + b * 0.8} ${shoulder} ${top + b}H${left}Z`}
          fill="var(--b-sunken)"
          stroke="var(--b-ink)"
          strokeWidth="1.5"
        />
        <circle cx={left + stern * scale} cy={top + port * scale} r="3.5" fill="var(--b-accent)" />
        <path d={`M${left} ${top + b + 14}v6h${bar * scale}v-6`} fill="none" stroke="var(--b-muted)" />
        <text x={left + bar * scale + 8} y={top + b + 22} fontSize="12" fill="var(--b-muted)">
          {metres(bar)}
        </text>
      </svg>
      <p className="muted small">{words}</p>
      <p className="muted small">{t('picture.antenna')}</p>
    </section>
  )
}
