import type { openStore, Tx } from '@basinet/kernel/store'
import type { sealedSubject } from '@basinet/kernel/record'

type Store = ReturnType<typeof openStore>
type SealedSubject = ReturnType<typeof sealedSubject>

/** The picture's service as the database checks it, without the time of the decision. */
export type SealedSubjectTemplate = Omit<SealedSubject, 'at'>

export type ServiceRun = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Runs transactions as the picture's service. */
export function serviceRun(store: Store, template: SealedSubjectTemplate, now: () => Date): ServiceRun {
  return (work) => store.run({ ...template, at: now().toISOString() }, {}, work)
}
