import { Button } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useNeeds } from '../api/needs.ts'
import { useT } from '../i18n/use.ts'
import { Icon } from '../parts/icons.tsx'
import { useNeedTitle } from '../parts/need-title.ts'
import { PathLink } from '../parts/path-link.tsx'
import { Age } from '../parts/time.tsx'
import { alarms, distinct, reportAlarms, silence, silenced, type Alarm } from '../state/alarms.ts'
import { useStore } from '../state/store.ts'
import { appearance } from '../theme/appearance.ts'
import css from './alarm-bar.module.css'
import { soundAlarm } from './alarm-sound.ts'

/** The sound comes back at this interval until someone stops it or the cause is gone. */
const REPEAT_MS = 20_000

/** Distress, on every page, above everything: no filter reaches it. Sound never without this visible cause. */
export function AlarmBar(): ReactNode {
  const t = useT()
  const titleOf = useNeedTitle()
  const { data } = useNeeds()
  const shown = distinct(useStore(alarms))
  const quiet = useStore(silenced)
  const { sound } = useStore(appearance)

  const critical = (data?.items ?? []).filter((n) => n.kind === 'alert' && n.severity === 'critical')
  // Compared as text, so that a new language rewrites the words and nothing else tells the same twice.
  const told = JSON.stringify(
    critical.map((n): Alarm => ({ id: `needs:${n.link}`, words: titleOf(n), at: n.at, path: n.link })),
  )
  useEffect(() => reportAlarms('needs', JSON.parse(told) as Alarm[]), [told])

  const loud = shown.filter((alarm) => !quiet.has(alarm.id)).length > 0
  useEffect(() => {
    if (!loud || !sound) return undefined
    void soundAlarm()
    const timer = setInterval(() => void soundAlarm(), REPEAT_MS)
    return () => clearInterval(timer)
  }, [loud, sound])

  const [first] = shown
  if (first === undefined) return null
  return (
    <div className={css['bar']} role="alert">
      <Icon name="critical" />
      <PathLink to={first.path} className={css['words']}>
        {first.words}
      </PathLink>
      <span>
        <Age at={first.at} every={1000} />
      </span>
      {shown.length > 1 && <span>{t('alarm.more', { count: shown.length - 1 })}</span>}
      <span className={css['spring']} />
      {loud && sound && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="mute" size={16} />}
          onClick={() => silence(shown.map((a) => a.id))}
        >
          {t('alarm.silence')}
        </Button>
      )}
    </div>
  )
}
