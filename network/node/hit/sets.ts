import { must } from '@basinet/kernel/contract'
import { readRelease, releasesAfter } from '@basinet/kernel/copies'
import { deriveKeys, type OprfKeys } from '@basinet/oprf'
import {
  evaluateToken,
  HIT_SUITE,
  keyInfo,
  type HeldSet,
  type SetName,
  type SetUpdate,
} from '../../hit/index.ts'
import { tokensOf } from '../../hit/sought.ts'
import { keepOutputs, keepUpdate, loadHeldSet } from '../../hit/sql-store.ts'
import type { SqlTx } from '../../streams/index.ts'
import { fromHex } from '../../wire/index.ts'
import { asNetwork, readFact, writeFact, type Db } from '../db.ts'
import { tell } from '../parts.ts'
import { OUTPUT_BYTES, type HitParts } from './context.ts'
import { epochAt, setClass } from './way.ts'

const CURSOR = 'hit-followed'
/** Changes of one turn; a record has up to sixteen tokens of about two milliseconds each. */
const PAGE = 40
const SEED_BYTES = 32

interface Followed {
  readonly seq: number
  /** Sets there were when it got there: with others every record is looked at again. */
  readonly sets: string
}

/** A set this node keeps for one partner under one agreement. */
interface Kept extends SetName {
  readonly recipient: string
  readonly kinds: ReadonlySet<string>
  readonly keys: OprfKeys
}

interface Change {
  readonly set: Kept
  readonly type: string
  readonly record: string
  /** Null: out of the set. */
  readonly tokens: readonly string[] | null
}

/**
 * Keeps the token sets that partners compare with: what a label releases to a partner and an agreement shares by hit is in its
 * set, and nothing else. Tokens are evaluated between two transactions and between other work. True when more is waiting.
 */
export async function followHits(hit: HitParts): Promise<boolean> {
  const { core } = hit.parts
  const sets = await asNetwork(core, (db, at) => keptSets(hit, db, at.getTime()))
  const names = sets.map((s) => `${s.class}#${s.epoch}`).join()
  const read = await hit.store.transact(async (tx) => {
    const at = await readFact<Followed>(tx.db.client, CURSOR)
    const since = at?.sets === names ? at.seq : 0
    const { changes, last, more } =
      sets.length === 0 ? { changes: [], last: 0, more: false } : await releasesAfter(tx.db, since, PAGE)
    const found: Change[] = []
    for (const change of changes) found.push(...(await changesOf(hit, tx, sets, change)))
    return { found, last, more, moved: last !== at?.seq || at.sets !== names }
  })
  if (!read.moved) return false
  const outputs: string[][] = []
  for (const { set, tokens } of read.found) outputs.push(await evaluated(set, tokens ?? []))
  try {
    await hit.store.transact(async (tx) => {
      for (const set of sets) await announceKey(hit, tx, set)
      const touched = new Set<Kept>()
      for (const [i, { set, record, type }] of read.found.entries()) {
        const held = await heldSet(hit, tx.db.client, set)
        held.putOutputs(record, outputs[i] ?? [])
        await keepOutputs(tx.db.client, held, record, type)
        touched.add(set)
      }
      for (const set of touched) await sendUpdate(hit, tx, set)
      await writeFact(tx.db.client, CURSOR, { seq: read.last, sets: names })
    })
  } catch (error) {
    hit.held.clear()
    throw error
  }
  return read.more
}

async function keptSets(hit: HitParts, db: Db, at: number): Promise<Kept[]> {
  const { me, state } = hit.parts
  const types = new Set(hit.foundBy.map((f) => f.type))
  const sets: Kept[] = []
  for (const { agreement, active } of state().agreements) {
    const { text } = agreement
    const kinds = new Set(text.kinds.filter((k) => k.mode === 'hit' && types.has(k.type)).map((k) => k.type))
    if (!active || kinds.size === 0 || !text.givers.includes(me)) continue
    for (const recipient of text.parties) {
      if (recipient === me) continue
      const name = { class: setClass(text, recipient), epoch: epochAt(at) }
      sets.push({ ...name, recipient, kinds, keys: await keysOf(hit, db, name) })
    }
  }
  return sets
}

/** The set's key pair, made when it is first needed; the seed lies sealed. */
export async function keysOf(hit: HitParts, db: Db, name: SetName): Promise<OprfKeys> {
  const sealName = `hit/${name.class}/${name.epoch}`
  const { rows } = await db.query<{ sealed: string }>(
    'SELECT sealed FROM basinet.hit_key WHERE class = $1 AND epoch = $2',
    [name.class, name.epoch],
  )
  const sealed = rows[0]?.sealed
  if (sealed !== undefined)
    return must(deriveKeys(HIT_SUITE, must(hit.vault.open('identity', sealName, sealed)), keyInfo(name)))
  const seed = hit.random(SEED_BYTES)
  await db.query('INSERT INTO basinet.hit_key (class, epoch, sealed) VALUES ($1, $2, $3)', [
    name.class,
    name.epoch,
    hit.vault.seal('identity', sealName, seed),
  ])
  return must(deriveKeys(HIT_SUITE, seed, keyInfo(name)))
}

async function changesOf(
  hit: HitParts,
  tx: SqlTx,
  sets: readonly Kept[],
  change: { readonly type: string; readonly id: string },
): Promise<Change[]> {
  const by = hit.foundBy.find((f) => f.type === change.type)
  const decl = hit.parts.core.registry.record(change.type)
  if (by === undefined || decl === undefined || decl.realm !== 'general') return []
  const { me, state } = hit.parts
  const found: Change[] = []
  for (const set of sets) {
    if (!set.kinds.has(change.type)) continue
    const copy = await readRelease(tx.db, decl, change.id, set.recipient)
    const held = state().agreements.find(({ agreement: { text } }) =>
      set.class.startsWith(`${text.id}@${text.version}/`),
    )
    const at = tx.db.at.getTime()
    const open = (purpose: string): boolean =>
      copy !== null &&
      held?.decider
        .decide({ type: copy.type, label: copy.label, purpose, from: me, recipient: set.recipient, at })
        .reasons.every((reason) => reason === 'hit-only') === true
    const inSet = copy !== null && held?.agreement.text.purposes.some(open) === true
    const tokens = inSet
      ? by.sought(copy.body).flatMap((one) => {
          const made = tokensOf(one, 'index')
          // What the rules cannot read is not found; the record stays as it is.
          return made.ok ? made.value.map((token) => token.text) : []
        })
      : null
    found.push({ set, type: change.type, record: change.id, tokens })
  }
  return found
}

async function evaluated(set: Kept, tokens: readonly string[]): Promise<string[]> {
  const outputs = new Set<string>()
  for (const token of new Set(tokens)) {
    outputs.add(must(evaluateToken(set.keys.secretKey, token, OUTPUT_BYTES)))
    // Two milliseconds of computing each: others get their turn in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return [...outputs]
}

async function heldSet(hit: HitParts, db: Db, set: Kept): Promise<HeldSet> {
  const id = `${set.class}#${set.epoch}`
  const known = hit.held.get(id)
  if (known !== undefined) return known
  const name = { class: set.class, epoch: set.epoch }
  const loaded = await loadHeldSet(db, hit.parts.me, { name, keys: set.keys, outputBytes: OUTPUT_BYTES })
  hit.held.set(id, loaded)
  return loaded
}

/** A set's key goes out when the set begins, also while nothing is in it: then the answer to every question is no. */
async function announceKey(hit: HitParts, tx: SqlTx, set: Kept): Promise<void> {
  const fact = `hit-key-told/${set.class}#${set.epoch}`
  if ((await readFact<boolean>(tx.db.client, fact)) === true) return
  await writeFact(tx.db.client, fact, true)
  const empty = { class: set.class, epoch: set.epoch, outputBytes: OUTPUT_BYTES, from: 0, to: 0 }
  await tellUpdate(hit, tx, set, { ...empty, added: [], removed: [], digest: '0'.repeat(64) })
}

async function sendUpdate(hit: HitParts, tx: SqlTx, set: Kept): Promise<void> {
  const update = (await heldSet(hit, tx.db.client, set)).takeUpdate()
  if (update === null) return
  await keepUpdate(tx.db.client, hit.parts.me, update)
  await tellUpdate(hit, tx, set, update)
}

function tellUpdate(hit: HitParts, tx: SqlTx, set: Kept, update: SetUpdate): Promise<void> {
  const content = {
    v: 1,
    class: update.class,
    epoch: update.epoch,
    outputBytes: update.outputBytes,
    publicKey: set.keys.publicKey,
    from: update.from,
    to: update.to,
    added: fromHex(update.added.join('')),
    removed: fromHex(update.removed.join('')),
    digest: fromHex(update.digest),
  }
  return tell(hit.parts, tx, { type: 'network.hit-update', to: [set.recipient], lane: 1, content })
}
