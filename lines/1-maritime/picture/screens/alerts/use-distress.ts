import { reportAlarms } from '@basinet/console/state/alarms.ts'
import { useEffect } from 'react'
import { useAlerts } from '../live/queries.ts'
import { useAlertWords } from './alert-words.ts'

/** Distress is told to the shell, which shows and sounds it on every page. */
export function useDistress(): void {
  const { data } = useAlerts()
  const { sentence } = useAlertWords()
  const alarms = (data?.items ?? [])
    .filter((alert) => alert.distress && alert.state === 'open')
    .map((alert) => ({
      id: `picture:${alert.id}`,
      words: `${alert.name ?? alert.mmsi ?? ''} ${sentence(alert)}`.trim(),
      at: alert.at,
      path: `/1-maritime/picture?alert=${alert.id}`,
    }))
  const text = JSON.stringify(alarms)
  useEffect(() => {
    reportAlarms('picture', JSON.parse(text) as typeof alarms)
    return () => reportAlarms('picture', [])
  }, [text])
}
