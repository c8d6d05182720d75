import { mkdir, readdir, readFile, rm, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isAbsent, syncDirectory, writeDurably } from '../keys/durable-file.ts'
import { assertFileId, isChunkName, type ChunkStore } from './chunk-store.ts'

const LEFTOVER = /^[0-9a-f-]+\.[0-9a-z-]+\.tmp$/

/**
 * Chunks in a directory: `<root>/<last two of id>/<two before>/<id>/<chunk>`, files 0600, directories 0700. The end
 * of a UUID is random in every version, its beginning may be the time. A chunk is written beside its place, synced,
 * and renamed, and the directories are synced, before `put` resolves.
 */
export function directoryChunkStore(root: string): ChunkStore {
  const base = resolve(root)
  let writes = 0

  function folder(fileId: string): string {
    assertFileId(fileId)
    return join(base, fileId.slice(-2), fileId.slice(-4, -2), fileId)
  }

  async function makeFolder(path: string): Promise<void> {
    const firstMade = await mkdir(path, { recursive: true, mode: 0o700 })
    if (firstMade === undefined) return
    // Every directory that got a new name in it must itself be synced, up to the one that was there before.
    for (let at = dirname(path); ; at = dirname(at)) {
      await syncDirectory(at)
      if (at === dirname(firstMade)) return
    }
  }

  return {
    async put(fileId, name, bytes) {
      if (!isChunkName(name)) throw new Error('BUG: not a chunk name')
      const path = folder(fileId)
      await makeFolder(path)
      writes += 1
      await writeDurably(join(path, name), bytes, `${process.pid}-${writes}`)
    },
    async get(fileId, name) {
      if (!isChunkName(name)) throw new Error('BUG: not a chunk name')
      return orAbsent(() => readFile(join(folder(fileId), name)), null)
    },
    async list(fileId) {
      const names = await orAbsent(() => readdir(folder(fileId)), [])
      return names.filter((name) => isChunkName(name) || LEFTOVER.test(name))
    },
    async remove(fileId, names) {
      const path = folder(fileId)
      for (const name of names) {
        if (!isChunkName(name) && !LEFTOVER.test(name)) throw new Error('BUG: not a chunk name')
        await orAbsent(() => unlink(join(path, name)), undefined)
      }
      if (names.length > 0) await orAbsent(() => syncDirectory(path), undefined)
    },
    async removeFile(fileId) {
      const path = folder(fileId)
      await rm(path, { recursive: true, force: true })
      await orAbsent(() => syncDirectory(dirname(path)), undefined)
    },
  }
}

async function orAbsent<T, U>(action: () => Promise<T>, absent: U): Promise<T | U> {
  try {
    return await action()
  } catch (cause) {
    if (isAbsent(cause)) return absent
    throw cause
  }
}
