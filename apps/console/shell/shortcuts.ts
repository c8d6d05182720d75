import { useEffect, useRef } from 'react'
import type { MessageKey } from '../i18n/i18n.ts'
import { createStore } from '../state/store.ts'

export interface Shortcut {
  /** `?`, `Enter`, or two keys one after the other: `g h`. */
  readonly keys: string
  readonly label: MessageKey
  readonly group: 'everywhere' | 'go' | 'list' | 'picture'
  readonly run: () => void
}

/** What works on this page now; the keyboard map lists exactly these. */
export const shortcuts = createStore<readonly Shortcut[]>([])

/** A second key within this time belongs to the first. */
const CHORD_MS = 900

/** Offers keys while a component is on screen. The list may be new at every drawing; handlers are always the latest. */
export function useShortcuts(offered: readonly Shortcut[]): void {
  const latest = useRef(offered)
  useEffect(() => {
    latest.current = offered
  })
  const signature = offered.map((s) => `${s.keys}:${s.label}`).join('|')
  useEffect(() => {
    if (signature === '') return undefined
    const own = latest.current.map((s, index): Shortcut => ({
      ...s,
      run: () => latest.current[index]?.run(),
    }))
    shortcuts.set((before) => [...before, ...own])
    return () => shortcuts.set((before) => before.filter((s) => !own.includes(s)))
  }, [signature])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Listens on the document; call once. The last offered wins, so that a dialog's keys cover the page's. */
export function followKeyboard(): () => void {
  let first: { key: string; at: number } | null = null
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector('[role="dialog"]') !== null) return
    const chord = first !== null && event.timeStamp - first.at < CHORD_MS ? `${first.key} ${event.key}` : null
    const all = shortcuts.get()
    const hit =
      (chord === null ? undefined : all.findLast((s) => s.keys === chord)) ??
      all.findLast((s) => s.keys === event.key)
    const starts = all.some((s) => s.keys.startsWith(`${event.key} `))
    first = hit === undefined && starts ? { key: event.key, at: event.timeStamp } : null
    if (hit === undefined) return
    // Enter and Space on a focused control are that control's own.
    if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLElement) {
      if (['BUTTON', 'A'].includes(event.target.tagName)) return
    }
    event.preventDefault()
    hit.run()
  }
  document.addEventListener('keydown', listen)
  return () => document.removeEventListener('keydown', listen)
}
