import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { approvalRecords } from '@basinet/kernel/approval'
import type { CapabilityDeclaration, RecordDeclaration } from '@basinet/kernel/contract'
import { fileRecord } from '@basinet/kernel/files'
import { staleMigrations, writeMigrations, type Core } from '@basinet/kernel/record'
import { lineModules } from '@basinet/node-app'
import type { Verb } from '../io.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Folders of generated migrations and the record types that belong in them. */
export const GENERATED: readonly (readonly [folder: string, records: readonly RecordDeclaration[]])[] = [
  ['kernel/approval/migrations', approvalRecords],
  ['kernel/files/migrations', [fileRecord]],
  ...lineModules(noCore).map((m) => [folderOf(m.capability), m.capability.records] as const),
]

function noCore(): Core {
  throw new Error('BUG: declarations were asked for, and a handler looked for its node')
}

/** A capability's folder is named after it, in its line or in the kernel; what is regional is the network's. */
function folderOf({ line, id }: CapabilityDeclaration): string {
  const own = line === 'programme' ? `programme/${id}` : `lines/${line}/${id}`
  if (existsSync(join(ROOT, own))) return `${own}/migrations`
  if (line !== 'regional') return `kernel/${id}/migrations`
  const part = `network/${id}/migrations`
  return existsSync(join(ROOT, part)) ? part : 'network/migrations'
}

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
