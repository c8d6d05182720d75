import { ApiFailure } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { useRefusalText } from '../refusal-text.ts'

/** An error in the reader's words: by its stable code where we have one, in the node's words otherwise. */
export function useFailureText(): (error: unknown) => string {
  const t = useT()
  const refusal = useRefusalText()
  return (error) => (error instanceof ApiFailure ? refusal(error) : t('error.unexpected'))
}
