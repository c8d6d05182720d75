import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { noteSigner, signCheckpoint } from '@basinet/transparency-log'
import { proveLeaf, readHead } from '../audit/read.ts'
import { must, ok, type Result } from '../contract/result.ts'
import { writeDurably } from '../keys/durable-file.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { Tx } from '../store/store.ts'
import { asAdmin } from './admin-client.ts'
import {
  appendToRoot,
  atExtension,
  emptyList,
  EXPUNGED_NAME,
  headOrigin,
  readExpungedList,
  type ExpungedList,
} from './expunged-list.ts'

/** Leaves proven in one go; the rest follows in the next round of the same call. */
const PAGE = 500

export interface ListKeeper {
  readonly origin: string
  readonly keyring: Pick<Keyring, 'auditSigner' | 'auditPublicKeys'>
}

export interface KeptList {
  readonly path: string
  readonly entries: number
  readonly added: number
}

/**
 * Brings the list in `folder` up to the newest checkpoint of the log that `tx` reads, and signs that it is complete until
 * `at`. `also` are lists whose entries go in too: what a database lost with its last days is still in an older list.
 * It only ever grows, but is written anew as a whole, so that a power cut leaves the old one or the new one.
 * Errors: `expunged.line` where the list there is damaged; it is left as it is.
 */
export async function keepExpungedList(
  tx: Tx,
  keeper: ListKeeper,
  folder: string,
  at: Date,
  also: readonly ExpungedList[] = [],
): Promise<Result<KeptList>> {
  const path = join(folder, EXPUNGED_NAME)
  const before = await currentExpungedList(path, keeper)
  if (!before.ok) return before
  const known = new Set(before.value.entries.keys())
  const added: string[] = []
  for (const entry of also.flatMap((list) => [...list.entries.values()])) {
    if (!known.has(entry.leaf)) added.push(entry.line)
    known.add(entry.leaf)
  }
  for await (const proof of provenSince(tx, known)) added.push(JSON.stringify({ proof }))
  const { root, text } = before.value
  for (const line of added) appendToRoot(root, line)
  const head = signHead(keeper, root.end, root.root(), at)
  const lines = [...added, JSON.stringify({ head })].map((line) => `${line}\n`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeDurably(path, Buffer.from(text + lines.join('')), randomUUID())
  return ok({ path, entries: known.size, added: added.length })
}

/** The same by the migration login, which reads the whole log. */
export async function keepListByAdmin(
  adminUrl: string,
  keeper: ListKeeper,
  folder: string,
  at: Date,
): Promise<Result<KeptList>> {
  return asAdmin(adminUrl, at, (tx) => keepExpungedList(tx, keeper, folder, at))
}

/** The list at a place; an empty one where there is none yet. */
export async function currentExpungedList(path: string, keeper: ListKeeper): Promise<Result<ExpungedList>> {
  const publicKeys = keeper.keyring.auditPublicKeys().map((key) => key.publicKey)
  const list = await readExpungedList(path, { origin: keeper.origin, publicKeys })
  return !list.ok && list.error.code === 'expunged.absent' ? ok(emptyList()) : list
}

/** Proofs of the numbered expungements that a list does not hold; those after the newest checkpoint come next time. */
async function* provenSince(tx: Tx, known: Set<string>): AsyncGenerator<string> {
  const head = await readHead(tx)
  for (let from = -1; head !== null;) {
    const { rows } = await tx.client.query<{ seq: string; leaf: Buffer }>(
      `SELECT seq, leaf FROM basinet.audit_leaf WHERE kind = 'record.expunged' AND seq > $1 AND seq < $2
       ORDER BY seq LIMIT ${PAGE}`,
      [from, head.size],
    )
    for (const { seq, leaf } of rows) {
      from = Number(seq)
      if (known.has(leaf.toString('hex'))) continue
      const proof = await proveLeaf(tx, from)
      if (!proof.ok) throw new Error(proof.error.message)
      known.add(leaf.toString('hex'))
      yield proof.value
    }
    if (rows.length < PAGE) return
  }
}

function signHead(keeper: ListKeeper, size: number, root: Uint8Array, at: Date): string {
  const key = keeper.keyring.auditSigner()
  const origin = headOrigin(keeper.origin)
  const signer = must(noteSigner(origin, key.publicKey, (message) => key.sign(message)))
  return must(signCheckpoint({ origin, size, root, extensions: [atExtension(at)] }, signer))
}
