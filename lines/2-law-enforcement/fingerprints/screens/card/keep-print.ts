import { apiUpload } from '@basinet/console/api/client.ts'
import { uploadFile } from '@basinet/console/pages/records/upload-file.ts'
import type { PrintQuality } from '../../contract.ts'
import { assess } from './assess.ts'

/**
 * Keeps the image of a finger with its card and says what the engine sees in it. A minor's goes to the realm's own table, any other becomes
 * a file. @returns what the card calls the image by
 */
export async function keepPrint(
  { type, id }: { readonly type: string; readonly id: string },
  finger: number,
  file: File,
  seen: (quality: PrintQuality) => void,
): Promise<string> {
  if (type === 'juvenile-print') {
    const answer = await apiUpload(`/fingerprints/minors/${id}/fingers/${finger}`, file)
    const { image, quality } = (await answer.json()) as { image: string; quality: PrintQuality }
    seen(quality)
    return image
  }
  const found = await assess(file)
  if (found.kind === 'image') seen(found.quality)
  return uploadFile(file, { type, id }, () => undefined)
}
