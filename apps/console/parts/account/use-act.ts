import { useState } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { useFailureText } from '../state/failure-text.ts'
import { isCancelled } from './credentials.ts'
import { proveAgain } from './prove-again.ts'

const isStale = (error: unknown): boolean =>
  error instanceof ApiFailure && error.code === 'identity.step-up-needed'

/** One button's work: busy while it runs, its failure in words after it; a proof grown old is asked for anew. */
export function useAct(): {
  busy: boolean
  problem: string | null
  act: (work: () => Promise<unknown>) => Promise<void>
} {
  const t = useT()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await work().catch(async (error: unknown) => {
        if (!isStale(error) || !(await proveAgain())) throw error
        await work()
      })
    } catch (error) {
      setProblem(isCancelled(error) ? t('sign-in.passkey-cancelled') : failureText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, act }
}
