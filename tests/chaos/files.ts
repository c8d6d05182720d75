import { createHash } from 'node:crypto'
import type { Client } from './client.ts'
import type { Random } from './random.ts'

interface Upload {
  readonly about: string
  readonly content: Buffer
  id: string | null
  /** The file record once it is kept. */
  record: string | null
}

export interface Files {
  /** False when the node went away before the file was kept; `resume` goes on then. */
  upload(about: string): Promise<boolean>
  resume(): Promise<void>
  readonly kept: readonly Upload[]
  /** How many went on at an offset above zero after a kill. */
  readonly resumed: number
  /** Reads every kept file back; returns those whose content is not what was sent. */
  compare(): Promise<string[]>
}

const PIECE_BYTES = 64 * 1024
const SIZE_MAX_BYTES = 6 * PIECE_BYTES

/** Files sent in pieces over a connection that a killed node cuts. */
export function createFiles(client: Client, random: Random): Files {
  const begun: Upload[] = []
  const counts = { resumed: 0 }

  const finish = async (file: Upload): Promise<boolean> => {
    if (file.id === null) {
      const about = { type: 'agency', id: file.about }
      const answer = await client.call('POST', '/api/v1/evidence', { sizeBytes: file.content.length, about })
      if (answer.kind !== 'done') return refusedOrDown(answer)
      file.id = String(answer.body['uploadId'])
    }
    const path = `/api/v1/evidence/uploads/${file.id}`
    const state = await client.call('GET', path)
    if (state.kind !== 'done') return refusedOrDown(state)
    let offset = Number(state.body['offset'])
    if (offset > 0 && offset < file.content.length) counts.resumed++
    while (offset < file.content.length) {
      const piece = file.content.subarray(offset, offset + PIECE_BYTES)
      const sent = await client.call('PATCH', path, piece, { 'upload-offset': String(offset) })
      if (sent.kind !== 'done') return refusedOrDown(sent)
      offset = Number(sent.body['offset'])
    }
    const kept = await client.call('POST', `${path}/keep`, {
      name: 'sea.bin',
      mediaType: 'application/octet-stream',
      about: { type: 'agency', id: file.about },
    })
    if (kept.kind !== 'done') return refusedOrDown(kept)
    file.record = String(kept.body['recordId'])
    return true
  }
  return {
    get kept() {
      return begun.filter((f) => f.record !== null)
    },
    get resumed() {
      return counts.resumed
    },
    upload(about) {
      const content = Buffer.from(
        Array.from({ length: random.between(1, SIZE_MAX_BYTES) }, () => random.between(0, 256)),
      )
      const file: Upload = { about, content, id: null, record: null }
      begun.push(file)
      return finish(file)
    },
    async resume() {
      for (const file of begun.filter((f) => f.record === null))
        if (!(await finish(file))) throw new Error('a file could not be resumed')
    },
    async compare() {
      const wrong: string[] = []
      for (const { record, content } of begun) {
        if (record === null) wrong.push('not kept')
        else if (sha256(await client.bytes(`/api/v1/evidence/${record}`)) !== sha256(content))
          wrong.push(record)
      }
      return wrong
    },
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

function refusedOrDown(answer: { kind: string; code?: string }): boolean {
  if (answer.kind === 'refused') throw new Error(`an upload was refused: ${answer.code ?? ''}`)
  return false
}
