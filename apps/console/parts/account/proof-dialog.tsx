import type { ReactNode } from 'react'
import { useStore } from '../../state/store.ts'
import { proofAsked } from './prove-again.ts'
import { StepUp } from './step-up.tsx'

/** The second proof wherever it is asked for, over the page that asked. */
export function ProofDialog(): ReactNode {
  const answer = useStore(proofAsked)
  return <StepUp opened={answer !== null} close={() => answer?.(false)} proved={() => answer?.(true)} />
}
