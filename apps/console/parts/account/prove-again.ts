import { createStore } from '../../state/store.ts'

/** Somebody waits for a second proof; called with whether it was given. Null: nobody asks. */
export const proofAsked = createStore<((given: boolean) => void) | null>(null)

/** Asks who is at the keys to prove once more who they are. @returns whether they did */
export function proveAgain(): Promise<boolean> {
  return new Promise((answered) => {
    proofAsked.get()?.(false)
    proofAsked.set(() => (given: boolean) => {
      proofAsked.set(null)
      answered(given)
    })
  })
}
