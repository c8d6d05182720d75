import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { noteEvent, upgradeDatabase, type UpgradeOptions, type UpgradeOutcome } from '@basinet/kernel/backup'
import { allMigrations, createLog, evidenceChunks, findDatabase, VERSION } from '@basinet/node-app'
import type { Io, Verb } from '../io.ts'
import { keysHere, refuse, type Here } from './backup.ts'

/** The database is changed and not sound: somebody must act before the node runs again. */
const BROKEN = 4
const STEPS = {
  backup: 'Making a backup and reading it back …',
  migrate: 'Migrating …',
  verify: 'Proving the whole audit log …',
} as const

/** Where the backup goes, or why there is none. */
type Precaution = { readonly directory: string } | { readonly reason: string }

/** Backup, migrate, verify, or stay; the node is stopped and stays so. */
export const upgrade: Verb = async (args, io) => {
  const precaution = precautionOf(args)
  if (precaution === null) {
    io.stderr.write('usage: basinet upgrade DIRECTORY, or basinet upgrade --no-backup "REASON"\n')
    return 2
  }
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file, keyring } = here.value
  const subjectKey = Buffer.from(keyring.subjectMacKey())
  const database = await findDatabase(config, subjectKey, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!database.ok) return refuse(io, database.error.message)
  const { adminUrl, appLogin } = database.value
  try {
    const outcome = await upgradeDatabase({
      provisioning: { adminUrl, migrations: allMigrations(), subjectKey, appLogin },
      keyring,
      backup: backupOf(here.value, precaution),
      auditOrigin: `basinet/${file.nation}`,
      onProgress: (step) => void io.stderr.write(`${STEPS[step]}\n`),
    })
    if (outcome.state === 'upgraded') await note(adminUrl, file.nation, outcome, precaution)
    return report(outcome, io)
  } finally {
    await database.value.stop()
  }
}

/** Null when neither or both are said. */
function precautionOf(args: string[]): Precaution | null {
  const { values, positionals } = parseArgs({
    args,
    options: { 'no-backup': { type: 'string' } },
    allowPositionals: true,
  })
  const reason = values['no-backup']?.trim()
  const [directory] = positionals
  if (positionals.length > 1 || (directory === undefined) === (reason === undefined)) return null
  if (directory !== undefined) return { directory: resolve(directory) }
  return reason === undefined || reason === '' ? null : { reason }
}

function backupOf(here: Here, precaution: Precaution): UpgradeOptions['backup'] {
  if ('reason' in precaution) return null
  const { config, file } = here
  return {
    chunks: evidenceChunks(config),
    keyringDir: join(config.dataDir, 'keys'),
    nodeFile: join(config.dataDir, 'node.json'),
    target: precaution.directory,
    nation: file.nation,
    nodeVersion: VERSION,
    random: (bytes) => randomBytes(bytes),
    clock: () => new Date(),
  }
}

function note(
  adminUrl: string,
  nation: string,
  outcome: Extract<UpgradeOutcome, { state: 'upgraded' }>,
  precaution: Precaution,
): Promise<void> {
  const { applied, set } = outcome
  const details = { version: VERSION, applied, set, ...('reason' in precaution ? precaution : {}) }
  return noteEvent(adminUrl, nation, { kind: 'node.upgraded', at: new Date(), details })
}

function report(outcome: UpgradeOutcome, io: Io): number {
  if (outcome.state === 'current') {
    io.stdout.write(`nothing to do: the database is of this version (${VERSION}) already\n`)
    return 0
  }
  if (outcome.state === 'stayed') {
    io.stderr.write(
      `basinet: ${outcome.why.message}\nNothing was changed: the version that ran before can go on.\n`,
    )
    return 1
  }
  const set = outcome.set === null ? 'your own backup' : outcome.set
  if (outcome.state === 'broken') {
    io.stderr.write(
      `basinet: ${outcome.why.message}\nThe database is changed and not sound. Do not start a node on it: restore ${set} into an empty database, with the version that ran before (docs/operating/upgrade.md).\n`,
    )
    return BROKEN
  }
  io.stdout.write(
    `upgraded to ${VERSION}: ${outcome.applied.length} migrations; audit log of ${outcome.audit.size} events is sound\n`,
  )
  io.stdout.write(outcome.set === null ? 'no backup was made\n' : `backup before it: ${outcome.set}\n`)
  io.stdout.write('The node is stopped; start it when you are ready.\n')
  return 0
}
