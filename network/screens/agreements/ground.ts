import { createContext, useContext } from 'react'
import type { AgreementGround } from '../../desk/ground.ts'

const Context = createContext<AgreementGround | null>(null)
export const GroundProvider = Context.Provider

/** What the editor offers to choose from. */
export function useGround(): AgreementGround {
  const ground = useContext(Context)
  if (ground === null) throw new Error('BUG: a field of the terms outside the editor')
  return ground
}
