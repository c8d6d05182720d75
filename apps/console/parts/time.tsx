import type { ReactNode } from 'react'
import { useFormat, useT } from '../i18n/use.ts'
import { useNow } from '../state/now.ts'

/** An instant in the node's own time; UTC stands in the title, so that two nations can compare. */
export function TimeText({ at, seconds = false }: { at: string | number; seconds?: boolean }): ReactNode {
  const format = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} title={format.utc(at)}>
      {format.dateTime(at, { seconds })}
    </time>
  )
}

/** An instant in UTC with its Z, for the watch and the audit; local time stands in the title. */
export function UtcText({ at }: { at: string | number }): ReactNode {
  const format = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at, { seconds: true })}>
      {format.utc(at)}
    </time>
  )
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `40 s`, `12 min`, `3 h 05`, `4 d`: how long, without a direction. */
export function useDuration(): (seconds: number) => string {
  const t = useT()
  return (seconds) => {
    const s = Math.max(0, Math.round(seconds))
    if (s < 90) return t('time.seconds', { n: s })
    if (s < 90 * MINUTE) return t('time.minutes', { n: Math.round(s / MINUTE) })
    if (s < 2 * DAY) {
      const minutes = String(Math.floor((s % HOUR) / MINUTE)).padStart(2, '0')
      return t('time.hours', { h: Math.floor(s / HOUR), m: minutes })
    }
    return t('time.days', { n: Math.round(s / DAY) })
  }
}

/** Age of something, counting on: `12 min ago`, or `in 3 h 05` when it lies ahead. */
export function Age({ at, every = 5_000 }: { at: string | number; every?: number }): ReactNode {
  const now = useNow(every)
  const duration = useDuration()
  const t = useT()
  const format = useFormat()
  const seconds = (now - new Date(at).getTime()) / 1000
  return (
    <time dateTime={new Date(at).toISOString()} title={format.utc(at)}>
      {seconds >= -1
        ? t('time.ago', { duration: duration(seconds) })
        : t('time.ahead', { duration: duration(-seconds) })}
    </time>
  )
}
