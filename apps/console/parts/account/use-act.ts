import { useState } from 'react'
import { useT } from '../../i18n/use.ts'
import { useFailureText } from '../state/failure-text.ts'
import { isCancelled } from './credentials.ts'

/** One button's work: busy while it runs, its failure in words after it. */
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
      await work()
    } catch (error) {
      setProblem(isCancelled(error) ? t('sign-in.passkey-cancelled') : failureText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, act }
}
