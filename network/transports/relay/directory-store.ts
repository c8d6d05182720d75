import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HeldMessage, RelayStore } from './store.ts'

interface Entry {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly at: number
  readonly digest: string
  readonly size: number
}

const NAME = /^(\d{12})-([A-Z]{3})-([A-Z]{3})-(\d{1,15})-([0-9a-f]{64})-(\d{1,8})\.sealed$/

/** A relay's messages as files of one directory, each synced before it is acknowledged. One process uses it. */
export async function directoryRelayStore(directory: string): Promise<RelayStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const entries = new Map<number, Entry>()
  for (const name of await readdir(directory)) {
    const parts = NAME.exec(name)
    if (parts === null) {
      // Half written when the machine ended: it was never acknowledged.
      if (name.endsWith('.part')) await rm(join(directory, name))
      continue
    }
    const [, id = '', from = '', to = '', at = '', digest = '', size = ''] = parts
    entries.set(Number(id), { id: Number(id), from, to, at: Number(at), digest, size: Number(size) })
  }
  let last = Math.max(0, ...entries.keys())
  const path = ({ id, from, to, at, digest, size }: Entry): string =>
    join(directory, `${String(id).padStart(12, '0')}-${from}-${to}-${at}-${digest}-${size}.sealed`)
  const forget = async (entry: Entry): Promise<void> => {
    entries.delete(entry.id)
    await rm(path(entry), { force: true })
  }
  const kept = (from: string, to: string): Entry[] =>
    [...entries.values()].filter((e) => e.from === from && e.to === to)
  return {
    async load(from, to) {
      const mine = kept(from, to)
      return { messages: mine.length, bytes: mine.reduce((sum, e) => sum + e.size, 0) }
    },
    async add({ from, to, at, bytes }) {
      const digest = createHash('sha256').update(bytes).digest('hex')
      if (kept(from, to).some((e) => e.digest === digest)) return
      const entry = { id: ++last, from, to, at, digest, size: bytes.length }
      await writeSynced(path(entry), bytes)
      await syncDirectory(directory)
      entries.set(entry.id, entry)
    },
    async take(to, most, maxBytes) {
      const waiting = [...entries.values()].filter((e) => e.to === to).toSorted((a, b) => a.id - b.id)
      const messages: HeldMessage[] = []
      let size = 0
      for (const entry of waiting) {
        if (messages.length >= most || (messages.length > 0 && size + entry.size > maxBytes)) break
        const { id, from, at } = entry
        messages.push({ id, from, to, at, bytes: new Uint8Array(await readFile(path(entry))) })
        size += entry.size
      }
      return { messages, more: messages.length < waiting.length }
    },
    async drop(to, ids) {
      for (const id of ids) {
        const entry = entries.get(id)
        if (entry?.to === to) await forget(entry)
      }
    },
    async dropBefore(at) {
      for (const entry of entries.values()) if (entry.at < at) await forget(entry)
    },
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}

async function syncDirectory(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
