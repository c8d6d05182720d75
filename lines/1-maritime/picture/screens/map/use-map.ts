import { keys } from '@basinet/console/api/keys.ts'
import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type RefCallback } from 'react'
import { gathered } from '../live/gathered.ts'
import { pictureKeys } from '../live/queries.ts'
import { resetPicture } from '../state/picture-state.ts'
import { createPictureMap, type PictureMap } from './picture-map.ts'

/** In a storm of alerts the lists are read again this seldom; distress waits for nothing. */
const ALERTS_EVERY_MS = 2000

/** The map in the element the reference is given to, dressed anew when theme or language change. */
export function useMap(): { picture: PictureMap | null; container: RefCallback<HTMLDivElement> } {
  const queries = useQueryClient()
  const [picture, setPicture] = useState<PictureMap | null>(null)
  const theme = useStore(shownTheme)
  const { language } = useStore(i18nState)
  const dressed = useRef({ theme, language })

  const container = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null) return undefined
      dressed.current = { theme: shownTheme.get(), language: i18nState.get().language }
      const alerts = gathered(ALERTS_EVERY_MS, () => {
        void queries.invalidateQueries({ queryKey: pictureKeys.alerts })
        void queries.invalidateQueries({ queryKey: keys.needs })
      })
      const made = createPictureMap(element, i18nState.get().language, (alert) =>
        alerts.call(alert?.distress === true),
      )
      setPicture(made)
      return () => {
        alerts.stop()
        setPicture(null)
        made.remove()
        resetPicture()
      }
    },
    [queries],
  )
  useEffect(() => {
    if (picture === null) return
    if (dressed.current.theme === theme && dressed.current.language === language) return
    dressed.current = { theme, language }
    picture.dress(theme, language)
  }, [picture, theme, language])
  return { picture, container }
}
