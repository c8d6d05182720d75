import type { Need } from '../api/types.ts'
import { i18nState } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/use.ts'
import { useStore } from '../state/store.ts'

function needTitle({ title }: Need): string {
  return typeof title === 'string' ? title : nameOf(title.key, title.key, title.params)
}

/** A need's words: a message key with its parameters, or text as the node wrote it. The function stays the same. */
export function useNeedTitle(): (need: Need) => string {
  useStore(i18nState)
  return needTitle
}
