import { ApiFailure, apiSend, url } from '../../api/client.ts'

/** Bytes sent at a time: small enough that a cut link costs little, the store's own chunk. */
const PIECE_BYTES = 1 << 20
const TRIES_MAX = 60
const WAIT_MAX_MS = 15_000

interface Started {
  readonly uploadId: string
  readonly offset: number
}

/**
 * Sends a file piece by piece. After a cut link it asks the node how far it got and goes on from there; the wait
 * between tries grows. Throws after {@link TRIES_MAX} failures in a row.
 */
export async function uploadFile(
  file: File,
  on: { recordType: string; recordId: string },
  progress: (sent: number, waiting: boolean) => void,
): Promise<void> {
  const started = await apiSend<Started>('POST', '/evidence', {
    name: file.name,
    mediaType: file.type === '' ? 'application/octet-stream' : file.type,
    size: file.size,
    ...on,
  })
  const address = url(`/evidence/uploads/${started.uploadId}`)
  let offset = started.offset
  let failures = 0
  while (offset < file.size) {
    try {
      offset = failures === 0 ? await sendPiece(address, file, offset) : await askOffset(address)
      failures = 0
      progress(offset, false)
    } catch (error) {
      failures += 1
      if (failures > TRIES_MAX || (error instanceof ApiFailure && error.status !== 0)) throw error
      progress(offset, true)
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, WAIT_MAX_MS)))
    }
  }
}

async function request(address: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('x-basinet', '1')
  const response = await fetch(address, { ...init, headers })
  if (!response.ok && response.status < 500) {
    throw new ApiFailure(response.status, { code: 'evidence.refused', message: await response.text() })
  }
  if (!response.ok) throw new Error(`upload answered ${response.status}`)
  return response
}

async function sendPiece(address: string, file: File, offset: number): Promise<number> {
  const response = await request(address, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
    body: file.slice(offset, offset + PIECE_BYTES),
  })
  return ((await response.json()) as { offset: number }).offset
}

async function askOffset(address: string): Promise<number> {
  const response = await request(address, { method: 'HEAD' })
  return Number(response.headers.get('upload-offset') ?? 0)
}
