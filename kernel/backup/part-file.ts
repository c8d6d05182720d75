import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fail, ok, type Result } from '../contract/result.ts'
import { isAbsent, PRIVATE_MODE } from '../keys/durable-file.ts'
import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES } from '../keys/wrap.ts'

/** Plaintext bytes of a frame; the last may be shorter. */
const FRAME_BYTES = 1_048_576
const LENGTH_BYTES = 4

export interface PartSummary {
  readonly bytes: number
  /** hex SHA-256 of the plaintext */
  readonly sha256: string
}

/** Place, number and whether it is the last are bound to each frame: none can be moved, left out or cut off. */
function contextOf(setId: string, part: string, frame: number, last: boolean): string {
  return `basinet-backup@1\0${setId}\0${part}\0${frame}\0${last ? 'last' : 'more'}`
}

export interface PartKey {
  readonly setId: string
  readonly key: Uint8Array
  readonly random: (bytes: number) => Uint8Array
}

/** Writes a stream as encrypted frames `uint32 length ‖ nonce ‖ ciphertext ‖ tag`, and syncs the file. */
export async function writePart(
  path: string,
  part: string,
  { setId, key, random }: PartKey,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<PartSummary> {
  const file = await open(path, 'wx', PRIVATE_MODE)
  const hash = createHash('sha256')
  const frame = Buffer.alloc(FRAME_BYTES)
  let held = 0
  let frames = 0
  let bytes = 0
  async function flush(last: boolean): Promise<void> {
    const sealed = encrypt(
      key,
      random(NONCE_BYTES),
      contextOf(setId, part, frames, last),
      frame.subarray(0, held),
    )
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(sealed.length)
    await file.writev([length, sealed])
    frames += 1
    held = 0
  }
  try {
    for await (const piece of source) {
      hash.update(piece)
      bytes += piece.length
      for (let at = 0; at < piece.length;) {
        if (held === FRAME_BYTES) await flush(false)
        const taken = piece.subarray(at, at + FRAME_BYTES - held)
        frame.set(taken, held)
        held += taken.length
        at += taken.length
      }
    }
    await flush(true)
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A part that cannot be given out while it is being read. */
export class PartError extends Error {
  override readonly name = 'PartError'
}

/** Plaintext of a part, frame by frame. @throws PartError at the first frame that does not open */
export async function* readPart(
  path: string,
  part: string,
  { setId, key }: Omit<PartKey, 'random'>,
): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let at = 0
    for (let frame = 0; ; frame++) {
      const head = await readExactly(file, at, LENGTH_BYTES)
      const length = head?.readUInt32BE() ?? 0
      const most = FRAME_BYTES + NONCE_BYTES + TAG_BYTES
      const sealed = length > most ? null : await readExactly(file, at + LENGTH_BYTES, length)
      if (sealed === null || length === 0) throw new PartError(`${part}, frame ${frame}: cut short`)
      at += LENGTH_BYTES + length
      const last = at === size
      const plaintext = decrypt(key, contextOf(setId, part, frame, last), sealed)
      if (plaintext === null) throw new PartError(`${part}, frame ${frame}: altered, or of another backup`)
      if (plaintext.length > 0) yield plaintext
      if (last) return
    }
  } finally {
    await file.close()
  }
}

type ReadableFile = Pick<Awaited<ReturnType<typeof open>>, 'read'>

async function readExactly(file: ReadableFile, at: number, length: number): Promise<Buffer | null> {
  const bytes = Buffer.alloc(length)
  for (let got = 0; got < length;) {
    const { bytesRead } = await file.read(bytes, got, length - got, at + got)
    if (bytesRead === 0) return null
    got += bytesRead
  }
  return bytes
}

/** Reads a whole part and gives size and hash. Fails with `backup.part` naming part and frame. */
export async function checkPart(
  path: string,
  part: string,
  key: Omit<PartKey, 'random'>,
): Promise<Result<PartSummary>> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of readPart(path, part, key)) {
      hash.update(piece)
      bytes += piece.length
    }
  } catch (cause) {
    if (cause instanceof PartError) return fail('backup.part', cause.message, part)
    if (isAbsent(cause)) return fail('backup.part', `${part} is missing`, part)
    throw cause
  }
  return ok({ bytes, sha256: hash.digest('hex') })
}
