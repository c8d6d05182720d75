import type { Result } from '../contract/result.ts'
import type { Upload } from '../evidence/evidence-file.ts'
import { UNKNOWN_EVIDENCE } from '../evidence/evidence-parts.ts'
import type { EvidenceStore } from '../evidence/evidence-store.ts'

/** An upload of this person, or of the node; somebody else's answers as one that is not there. */
export async function ownUpload(
  store: Pick<EvidenceStore, 'upload'>,
  id: string,
  person: string,
): Promise<Result<Upload>> {
  const upload = await store.upload(id)
  if (!upload.ok || upload.value.openedBy === null || upload.value.openedBy === person) return upload
  return UNKNOWN_EVIDENCE
}
