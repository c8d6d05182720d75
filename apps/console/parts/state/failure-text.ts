import { ApiFailure } from '../../api/client.ts'
import { useNames, useT } from '../../i18n/use.ts'

/** An error in the reader's words: by its stable code where we have one, in the node's words otherwise. */
export function useFailureText(): (error: unknown) => string {
  const t = useT()
  const name = useNames()
  return (error) => {
    if (error instanceof ApiFailure) return name(`error.${error.code}`, error.message)
    return t('error.unexpected')
  }
}
