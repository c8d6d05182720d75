import { resolve } from 'node:path'
import { noteEvent, restoreBackup } from '@basinet/kernel/backup'
import { allMigrations, createLog, evidenceChunks, findDatabase } from '@basinet/node-app'
import type { Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

/** Restores into an empty database. The keys come first: `keys/keyring.json` of the set and the key-encryption key. */
export const restore: Verb = async (args, io) => {
  const [path] = args
  if (path === undefined) return refuse(io, 'usage: basinet restore SET')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file, keyring } = here.value
  const subjectKey = Buffer.from(keyring.subjectMacKey())
  const database = await findDatabase(config, subjectKey, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!database.ok) return refuse(io, database.error.message)
  try {
    const { adminUrl, appLogin } = database.value
    const restored = await restoreBackup({
      path: resolve(path),
      keyring,
      provisioning: { adminUrl, migrations: allMigrations(), subjectKey, appLogin },
      chunks: evidenceChunks(config),
      nation: file.nation,
      auditOrigin: `basinet/${file.nation}`,
      onProgress: (step) => void io.stderr.write(`${step}\n`),
    })
    if (!restored.ok) return refuse(io, restored.error.message)
    const { audit, upgraded, manifest } = restored.value
    const details = { set: manifest.id, of: manifest.createdAt, size: audit.size }
    await noteEvent(adminUrl, file.nation, { kind: 'backup.restored', at: new Date(), details })
    io.stdout.write(
      `restored; audit log of ${audit.size} events ${audit.ok ? 'is sound' : `is NOT sound: ${audit.fault?.message ?? ''}`}; ${upgraded.length} migrations added\n`,
    )
    return audit.ok ? 0 : 1
  } finally {
    await database.value.stop()
  }
}
