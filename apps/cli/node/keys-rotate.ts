import { noteEvent, rotateKey, type RotatedKey } from '@basinet/kernel/backup'
import { ok, type Result } from '@basinet/kernel/contract'
import { KEY_PURPOSES, type Keyring, type KeyPurpose } from '@basinet/kernel/keys'
import { allMigrations, createLog, findDatabase } from '@basinet/node-app'
import type { Io, Verb } from '../io.ts'
import { keysHere, refuse, type Here } from './backup.ts'

const KEK = 'key-encryption'
type Kind = KeyPurpose | typeof KEK
const KINDS: readonly Kind[] = [KEK, ...KEY_PURPOSES]

/** What a rotation asks for next, said to the person who made it. */
const NEXT: Readonly<Record<Kind, string>> = {
  [KEK]:
    'Make new recovery shares (keys shares) and a new backup now: the old shares restore the old key, which opens only older sets.',
  evidence: 'Every file is wrapped by the new key.',
  identity: 'Everybody signs in as before.',
  'audit-signing': 'Publish the new public key; the old one goes on verifying what it signed.',
  'subject-mac': 'The database learns the new key at the next start.',
  backup: 'Sets of before open with the old key, until you retire it (keys retire backup VERSION).',
}

export const rotate: Verb = async (args, io) => {
  const kind = KINDS.find((known) => known === args[0])
  if (kind === undefined || args.length !== 1) {
    io.stderr.write(`usage: basinet keys rotate ${KINDS.join('|')}\n`)
    return 2
  }
  return withDatabase(io, async (here, database) => {
    const done = await rotateOne(kind, here, database)
    if (!done.ok) return refuse(io, done.error.message)
    const { version, resealed, retired, lost } = done.value
    await note(here, database.adminUrl, { key: kind, to: version, resealed, retired, lost: lost.length })
    io.stdout.write(`${kind}: version ${version} is in use; ${resealed} sealed anew`)
    io.stdout.write(retired.length === 0 ? '\n' : `; destroyed: version ${retired.join(', ')}\n`)
    if (lost.length > 0) {
      const ids = lost.slice(0, LOST_SHOWN).join(', ')
      return refuse(
        io,
        `no key opens ${lost.length} seals (${ids}); the old key stays. Invite those people anew, or restore those files, and rotate again`,
      )
    }
    io.stdout.write(`${NEXT[kind]}\n`)
    return 0
  })
}

const LOST_SHOWN = 20

/** Ends an old backup key: in this keyring; the copy of the keyring in each set goes with its key-encryption key. */
export const retire: Verb = async (args, io) => {
  const [kind, text] = args
  const version = Number(text)
  if (kind !== 'backup' || !Number.isInteger(version) || args.length !== 2) {
    io.stderr.write('usage: basinet keys retire backup VERSION (the others end by their rotation)\n')
    return 2
  }
  return withDatabase(io, async (here, { adminUrl }) => {
    const done = await here.keyring.retire('backup', version)
    if (!done.ok) return refuse(io, done.error.message)
    await note(here, adminUrl, { key: kind, retired: [version] })
    io.stdout.write(`backup: version ${version} is destroyed in this keyring\n`)
    return 0
  })
}

type Database = Extract<Awaited<ReturnType<typeof findDatabase>>, { ok: true }>['value']

async function withDatabase(
  io: Io,
  work: (here: Here, database: Database) => Promise<number>,
): Promise<number> {
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const subjectKey = Buffer.from(here.value.keyring.subjectMacKey())
  const log = createLog(io.env['BASINET_LOG'] ?? 'warn')
  const database = await findDatabase(here.value.config, subjectKey, log)
  if (!database.ok) return refuse(io, database.error.message)
  try {
    return await work(here.value, database.value)
  } finally {
    await database.value.stop()
  }
}

function rotateOne(kind: Kind, here: Here, database: Database): Promise<Result<RotatedKey>> {
  const { keyring, file } = here
  if (kind === KEK) return rotateKek(keyring)
  const { adminUrl, appUrl, appLogin } = database
  const subjectKey = Buffer.from(keyring.subjectMacKey())
  return rotateKey({
    purpose: kind,
    keyring,
    provisioning: { adminUrl, migrations: allMigrations(), subjectKey, appLogin },
    appUrl,
    nation: file.nation,
    now: () => new Date(),
  })
}

/** The node may run: it has its keys open, and only their wrapping changes. */
async function rotateKek(keyring: Keyring): Promise<Result<RotatedKey>> {
  const before = keyring.kekVersion
  const version = await keyring.rotateKek()
  if (!version.ok) return version
  return ok({ version: version.value, resealed: keyring.versions().length, retired: [before], lost: [] })
}

function note({ file }: Here, adminUrl: string, details: object): Promise<void> {
  return noteEvent(adminUrl, file.nation, { kind: 'key.changed', at: new Date(), details })
}
