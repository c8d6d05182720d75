import type { Need } from '../api/types.ts'
import { Formatter } from '../i18n/format.ts'
import { i18nState } from '../i18n/i18n.ts'
import { nameOf, nodeZone } from '../i18n/use.ts'
import { useStore } from '../state/store.ts'
import { readableTitle } from './record/readable-title.ts'

/** A parameter as people read it: titles, commands and instants come in the machine's form. */
function readable(key: string, value: string | number): string | number {
  if (typeof value === 'number') return value
  if (key === 'title') return readableTitle(value)
  if (key === 'command') return nameOf(`command.${value}.name`, value)
  if (key === 'until' && !Number.isNaN(Date.parse(value))) {
    return new Formatter(i18nState.get().language, nodeZone.get()).dateTime(value)
  }
  return value
}

function needTitle({ title }: Need): string {
  if (typeof title === 'string') return readableTitle(title)
  const params = Object.entries(title.params ?? {}).map(
    ([key, value]) => [key, readable(key, value)] as const,
  )
  return nameOf(title.key, title.key, Object.fromEntries(params))
}

/** A need's words: a message key with its parameters, or text as the node wrote it. The function stays the same. */
export function useNeedTitle(): (need: Need) => string {
  useStore(i18nState)
  return needTitle
}
