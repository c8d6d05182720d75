import { approval } from '@basinet/kernel/approval'
import { join } from 'node:path'
import { feedsCapability } from '@basinet/kernel/feeds'
import { fileRecord } from '@basinet/kernel/files'
import { identityCapability } from '@basinet/kernel/identity'
import { staleMigrations, writeMigrations } from '@basinet/kernel/record'
import type { RecordDeclaration } from '@basinet/kernel/contract'
import { pictureCapability } from '@basinet/picture/contract'
import type { Verb } from '../io.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Folders of generated migrations and the record types that belong in them. */
export const GENERATED: readonly (readonly [folder: string, records: readonly RecordDeclaration[]])[] = [
  ['kernel/approval/migrations', [approval]],
  ['kernel/files/migrations', [fileRecord]],
  ['kernel/feeds/migrations', feedsCapability.records],
  ['kernel/identity/migrations', identityCapability.records],
  ['lines/1-maritime/picture/migrations', pictureCapability.records],
]

/** Exit 1 while a committed migration is missing or differs from its declaration. */
export const migrations: Verb = async (args, io) => {
  const write = args.includes('--write')
  let stale = 0
  for (const [folder, records] of GENERATED) {
    const found = write
      ? writeMigrations(join(ROOT, folder), records)
      : staleMigrations(join(ROOT, folder), records)
    for (const type of found)
      io.stdout.write(`${folder}: ${type} ${write ? 'written' : 'differs from its declaration'}\n`)
    stale += found.length
  }
  return stale === 0 || write ? 0 : 1
}
