import type { CommandReceipt } from '@basinet/kernel/contract'
import { ApiFailure, apiSend, failureFrom, url } from '../../api/client.ts'

/** Bytes sent at a time: small enough that a cut link costs little. */
const PIECE_BYTES = 4 * 1_048_576
const TRIES_MAX = 60
const WAIT_MAX_MS = 15_000
const MEDIA_TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/

interface UploadState {
  readonly uploadId: string
  readonly offset: number
}

/**
 * Sends a file piece by piece and keeps it with its record. After a cut link it asks the node how far it got and goes
 * on from there; the wait between tries grows. Throws after {@link TRIES_MAX} failures in a row.
 * @returns id of the file
 */
export async function uploadFile(
  file: File,
  about: { readonly type: string; readonly id: string },
  progress: (sent: number, waiting: boolean) => void,
): Promise<string> {
  const begun = await apiSend<UploadState>('POST', '/evidence', { sizeBytes: file.size, about })
  const address = url(`/evidence/uploads/${begun.uploadId}`)
  let { offset } = begun
  let failures = 0
  while (offset < file.size) {
    try {
      const piece = file.slice(offset, offset + PIECE_BYTES)
      offset = (await (failures === 0 ? send(address, piece, offset) : ask(address))).offset
      failures = 0
      progress(offset, false)
    } catch (error) {
      failures += 1
      if (failures > TRIES_MAX || (error instanceof ApiFailure && error.status !== 409)) throw error
      progress(offset, true)
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, WAIT_MAX_MS)))
    }
  }
  const mediaType = MEDIA_TYPE.test(file.type) ? file.type : 'application/octet-stream'
  const input = { name: file.name, mediaType, about }
  const kept = await apiSend<CommandReceipt>('POST', `/evidence/uploads/${begun.uploadId}/keep`, input)
  return kept.recordId
}

async function request(address: string, init: RequestInit): Promise<UploadState> {
  const headers = new Headers(init.headers)
  headers.set('x-basinet', '1')
  const response = await fetch(address, { ...init, headers })
  if (!response.ok && response.status < 500) throw await failureFrom(response)
  if (!response.ok) throw new Error(`upload answered ${response.status}`)
  return (await response.json()) as UploadState
}

const send = (address: string, piece: Blob, offset: number): Promise<UploadState> =>
  request(address, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
    body: piece,
  })

const ask = (address: string): Promise<UploadState> => request(address, {})
