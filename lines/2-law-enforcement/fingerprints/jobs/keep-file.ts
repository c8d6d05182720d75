import { ok, type Result, type Subject } from '@basinet/kernel/contract'
import { give, type JobParts } from './asker.ts'

/** Keeps bytes as a file of a record. @returns id of the file */
export async function keepFile(
  parts: JobParts,
  subject: Subject,
  about: { readonly type: string; readonly id: string },
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<Result<string>> {
  const { bytes, mediaType } = file
  const upload = await parts.evidence.createUpload({ sizeBytes: bytes.length, openedBy: subject.person })
  if (!upload.ok) return upload
  const { id } = upload.value
  const sent = await parts.evidence.append(id, 0, one(bytes))
  if (!sent.ok) return sent
  const sealed = await parts.sealing.seal(id)
  if (!sealed.ok) return sealed
  const name = file.name.split('/').at(-1)?.slice(-200) || 'card'
  const kept = await give(parts, subject, 'file.keep', {
    commandId: id,
    input: { upload: id, name, mediaType, about },
  })
  return kept.ok ? ok(kept.value.recordId) : kept
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
