import { useMemo } from 'react'
import { createStore, useStore } from '../state/store.ts'
import { Formatter } from './format.ts'
import { hasMessage, i18nState, translate, type MessageKey, type Params } from './i18n.ts'
import { zoneOf } from './zone.ts'

/** Zone of the node signed in to; the browser's until then. */
export const nodeZone = createStore(zoneOf(''))

export type Translate<K extends string = MessageKey> = (key: K, params?: Params) => string

/** Writes a message of the console's own files; the keys are checked by the compiler. */
export function useT(): Translate {
  useStore(i18nState)
  return translate
}

/** The same for a capability's screens: `useMessages<KeyOf<typeof en>>()` with its own `en.json`. */
export function useMessages<K extends string>(): Translate<K> {
  useStore(i18nState)
  return translate
}

/** For names that come from declarations (record types, fields, commands): the fallback shows what was declared. */
export function useNames(): (key: string, fallback: string, params?: Params) => string {
  useStore(i18nState)
  return nameOf
}

export function nameOf(key: string, fallback: string, params?: Params): string {
  return hasMessage(key) ? translate(key, params) : fallback
}

export function useFormat(): Formatter {
  const { language } = useStore(i18nState)
  const zone = useStore(nodeZone)
  return useMemo(() => new Formatter(language, zone), [language, zone])
}
