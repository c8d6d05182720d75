import { readFile } from 'node:fs/promises'
import { packOfPage, verifyPack } from '@basinet/kernel/audit'
import type { Verb } from '../io.ts'

/** Verifies an audit pack; needs neither node nor database. */
export const packVerify: Verb = async (args, io) => {
  const [file] = args
  if (file === undefined) {
    io.stderr.write('usage: basinet audit pack-verify FILE\n')
    return 2
  }
  const pack = packOfPage(await readFile(file, 'utf8'))
  const verdict = pack.ok ? verifyPack(pack.value) : pack
  if (!verdict.ok) {
    io.stderr.write(`basinet: ${verdict.error.message}\n`)
    return 1
  }
  const { origin, keys, proven, refused } = verdict.value
  io.stdout.write(
    `log ${origin}\n${keys.map((k) => `key ${k}\n`).join('')}${proven} events proven, ${refused.length} refused\n`,
  )
  for (const { seq, why } of refused.slice(0, 20)) io.stdout.write(`event ${seq}: ${why}\n`)
  return refused.length === 0 ? 0 : 1
}
