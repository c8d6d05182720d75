import { renameSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { directoryChunkStore, type ChunkStore } from '@basinet/kernel/evidence'
import { evidenceChunks, evidenceFolder } from '@basinet/node-app'
import type { Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

const DIRECTORY_OF_IDS = /^[0-9a-f]{2}$/

/**
 * Puts the chunks of the data directory's evidence into the object store of BASINET_S3_…, reads each back, and only
 * then sets the directory aside. Repeating it is harmless: a chunk never has other bytes under the same name.
 */
export const evidenceCopy: Verb = async (args, io) => {
  if (args.length > 0) return refuse(io, 'usage: basinet evidence copy')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config } = here.value
  if (config.evidence === null) return refuse(io, 'BASINET_S3_ENDPOINT names no object store to copy into')
  const folder = evidenceFolder(config)
  const [from, to] = [directoryChunkStore(folder), evidenceChunks(config)]
  let [files, chunks] = [0, 0]
  try {
    for await (const id of fileIds(folder)) {
      chunks += await copyFile(id, from, to)
      files += 1
      io.stderr.write(`\r${files} files, ${chunks} chunks `)
    }
    const aside = `${folder}.copied`
    renameSync(folder, aside)
    io.stdout.write(`${files} files, ${chunks} chunks copied; the old ones lie in ${aside}: remove them\n`)
    return 0
  } catch (error) {
    return refuse(io, error instanceof Error ? error.message : 'the evidence could not be copied')
  }
}

async function copyFile(id: string, from: ChunkStore, to: ChunkStore): Promise<number> {
  const names = await from.list(id)
  for (const name of names) {
    if (name.endsWith('.tmp')) continue
    const bytes = await from.get(id, name)
    if (bytes === null) throw new Error(`chunk ${name} of ${id} went away; stop the node first`)
    await to.put(id, name, bytes)
    const stored = await to.get(id, name)
    if (stored === null || !Buffer.from(stored).equals(bytes))
      throw new Error(`the object store gave other bytes back for chunk ${name} of ${id}`)
  }
  return names.length
}

async function* fileIds(folder: string): AsyncGenerator<string> {
  for (const first of await readdir(folder)) {
    if (!DIRECTORY_OF_IDS.test(first)) continue
    for (const second of await readdir(join(folder, first))) yield* await readdir(join(folder, first, second))
  }
}
