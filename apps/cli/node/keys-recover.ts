import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { recoverKek } from '@basinet/kernel/keys'
import { readConfig } from '@basinet/node-app'
import type { Io, Verb } from '../io.ts'
import { refuse } from './backup.ts'

/** M shares are typed or scanned into files, or pasted one after the other, an empty line between two. */
export const recover: Verb = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    options: { drill: { type: 'boolean', default: false }, to: { type: 'string' } },
    allowPositionals: true,
  })
  const config = readConfig(io.env)
  if (!config.ok) return refuse(io, config.error.message)
  const { dataDir, keyFile, keyToken } = config.value
  const texts = await sharesFrom(positionals, io)
  if (texts === null) return 1
  const recovered = await recoverKek({
    dir: join(dataDir, 'keys'),
    source:
      keyToken !== null && values.to === undefined
        ? keyToken
        : { kind: 'file', path: resolve(values.to ?? keyFile) },
    outside: [dataDir],
    shares: texts,
    drill: values.drill,
  })
  if (!recovered.ok) return refuse(io, recovered.error.message)
  const { kekVersion, place } = recovered.value
  io.stdout.write(
    values.drill
      ? `${texts.length} shares restore version ${kekVersion} of the key, and it opens the keyring; nothing was written\n`
      : `version ${kekVersion} of the key is in ${place} (0600) and opens the keyring\n`,
  )
  return 0
}

/** Null after saying which file could not be read. */
async function sharesFrom(files: readonly string[], io: Io): Promise<string[] | null> {
  if (files.length === 0) {
    io.stderr.write('Paste the shares, an empty line between two, and end with Ctrl-D:\n')
    return separate(await text(io.stdin))
  }
  const texts: string[] = []
  for (const file of files) {
    try {
      texts.push(...separate(await readFile(file, 'utf8')))
    } catch (error) {
      refuse(io, `${file} cannot be read: ${(error as { code?: string }).code ?? 'error'}`)
      return null
    }
  }
  return texts
}

/** A share begins after an empty line or with its own title. */
function separate(all: string): string[] {
  return all
    .replaceAll('\r', '')
    .split(/\n\s*\n|\n(?=\s*basinet recovery share)/i)
    .filter((share) => share.trim() !== '')
}
