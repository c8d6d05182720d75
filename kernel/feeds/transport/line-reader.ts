import { open, stat, type FileHandle } from 'node:fs/promises'
import type { FileCursor } from './transport.ts'

const CHUNK_BYTES = 65_536
/** A line longer than this is no sentence: it is handed on as it is, and the decoder reports it. */
const LINE_MAX_BYTES = 65_536
const LINE_FEED = 10

/** Reads a file in whole lines and knows where it stands. */
export interface LineReader {
  readonly cursor: FileCursor
  /** The next bytes up to a line end, or null where nothing more is there now. */
  next(): Promise<Buffer | null>
  /** What stands after the last line end, at the end of the file. */
  rest(): Buffer
  /** True when the file was truncated, or another one lies at its path. */
  replaced(): Promise<boolean>
  close(): Promise<void>
}

/** Opens at the cursor when it is of this very file, else at its start. Rejects as the file system does. */
export async function openLines(path: string, from: FileCursor | null): Promise<LineReader> {
  const file = await open(path, 'r')
  const { ino: inode, size } = await file.stat()
  const start = from !== null && from.inode === inode && from.offset <= size ? from.offset : 0
  return reader(path, file, inode, start)
}

function reader(path: string, file: FileHandle, inode: number, start: number): LineReader {
  let offset = start
  let held: Buffer = Buffer.alloc(0)

  return {
    get cursor() {
      return { inode, offset }
    },
    async next() {
      for (;;) {
        const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, offset + held.length)
        if (bytesRead === 0) return null
        const all = Buffer.concat([held, chunk.subarray(0, bytesRead)])
        const end = all.lastIndexOf(LINE_FEED) + 1
        if (end === 0 && all.length < LINE_MAX_BYTES) {
          held = all
          continue
        }
        const whole = end === 0 ? all : all.subarray(0, end)
        held = Buffer.from(all.subarray(whole.length))
        offset += whole.length
        return whole
      }
    },
    rest() {
      const last = held
      offset += held.length
      held = Buffer.alloc(0)
      return last
    },
    async replaced() {
      const { size } = await file.stat()
      if (size < offset + held.length) return true
      try {
        return (await stat(path)).ino !== inode
      } catch (error) {
        // Between the rename and the new file there is none: not replaced yet.
        if ((error as { code?: string }).code === 'ENOENT') return false
        throw error
      }
    },
    close: () => file.close(),
  }
}
