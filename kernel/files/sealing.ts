import type { Result } from '../contract/result.ts'
import type { EvidenceStore } from '../evidence/evidence-store.ts'
import type { FinishedEvidence } from '../evidence/evidence-file.ts'

/** Seals uploads before their command, because sealing reads the whole file back and a transaction may not wait for that. */
export interface Sealing {
  seal(upload: string): Promise<Result<FinishedEvidence>>
}

/** Answers kept between sealing and the command that uses them. */
const KEPT_MAX = 1000

export function createSealing(store: () => EvidenceStore): Sealing {
  const sealed = new Map<string, FinishedEvidence>()
  return {
    async seal(upload) {
      const known = sealed.get(upload)
      if (known !== undefined) return { ok: true, value: known }
      const finished = await store().finish(upload)
      if (!finished.ok) return finished
      if (sealed.size >= KEPT_MAX) sealed.delete(sealed.keys().next().value ?? '')
      sealed.set(upload, finished.value)
      return finished
    },
  }
}
