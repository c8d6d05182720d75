import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Shortcut } from '../../shell/shortcuts.ts'

/** Rows walked by j and k and opened by Enter; the row in hand is scrolled into view. */
export function useRowKeys<T>(
  rows: readonly T[],
  pathOf: (row: T) => string,
  scrollTo?: (index: number) => void,
): {
  chosen: number | null
  choose: (index: number | null) => void
  shortcuts: Shortcut[]
  refOf: (index: number) => (element: HTMLElement | null) => void
} {
  const router = useRouter()
  const [chosen, setChosen] = useState<number | null>(null)
  const elements = useRef(new Map<number, HTMLElement>())
  const move = (by: number) => (): void => {
    if (rows.length === 0) return
    const next = Math.max(0, Math.min(rows.length - 1, chosen === null ? 0 : chosen + by))
    setChosen(next)
    scrollTo?.(next)
    elements.current.get(next)?.focus({ preventScroll: scrollTo !== undefined })
  }
  const open = (): void => {
    const row = chosen === null ? undefined : rows[chosen]
    if (row !== undefined) router.history.push(pathOf(row))
  }
  return {
    chosen,
    choose: setChosen,
    refOf: (index) => (element) => {
      if (element === null) elements.current.delete(index)
      else elements.current.set(index, element)
    },
    shortcuts: [
      { keys: 'j', label: 'keyboard.next', group: 'list', run: move(1) },
      { keys: 'k', label: 'keyboard.previous', group: 'list', run: move(-1) },
      { keys: 'Enter', label: 'keyboard.open-row', group: 'list', run: open },
    ],
  }
}
