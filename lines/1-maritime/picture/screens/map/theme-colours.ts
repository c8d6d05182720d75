import { shownTheme, type Theme } from '@basinet/console/theme/appearance.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { useMemo } from 'react'
import { STATUS } from './look.ts'

export interface MapColours {
  readonly theme: Theme
  readonly accent: string
  readonly critical: string
  readonly warning: string
  readonly text: string
  readonly halo: string
}

const css = (rgb: readonly number[]): string => `rgb(${rgb.join(',')})`

function mapColours(theme: Theme): MapColours {
  const { accent, critical, warning, text, halo } = STATUS[theme]
  return { theme, accent: css(accent), critical: css(critical), warning: css(warning), text, halo: css(halo) }
}

export function useMapColours(): MapColours {
  const theme = useStore(shownTheme)
  return useMemo(() => mapColours(theme), [theme])
}
