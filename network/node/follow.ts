import {
  readReleases,
  releasesAfter,
  type RecordCopy,
  type Release as ReleaseChange,
} from '@basinet/kernel/copies'
import type { Label, RecordDeclaration } from '@basinet/kernel/contract'
import { applyMask, isBody } from '../agreements/index.ts'
import type { SqlTx } from '../streams/index.ts'
import type { Cbor } from '../wire/index.ts'
import { readFact, writeFact } from './db.ts'
import { findWay, realmTravels, type Way } from './flow.ts'
import { hideReferences, type Hidden } from './hide-references.ts'
import { moveShare, movedTo } from './move-share.ts'
import type { Parts } from './parts.ts'
import { orderRecall } from './order-recall.ts'
import { holdersOfMany, noteShares, noteWithheld, shareKey, type Share } from './shares.ts'
import { agreementOf, isPartner } from './state.ts'

const CURSOR = 'followed'
/** Changes looked at in one transaction. */
const PAGE = 200
/** With this many waiting for one partner nothing more is queued for anybody until it has taken some. */
const WAITING_MAX = 50_000

interface Followed {
  readonly seq: number
  /** Agreements in force when it got there: with others the whole log of changes is looked at again. */
  readonly agreements: string
}

/** Envelope content of a record: its body as this recipient may have it, and who made it when. */
function copyContent(copy: RecordCopy, { body, alias }: Hidden): Cbor {
  const { createdAt, createdBy, updatedAt, updatedBy } = copy
  return { body: body as Cbor, createdAt, createdBy, updatedAt, updatedBy, alias }
}

interface Fresh {
  readonly peer: string
  readonly copy: RecordCopy
  readonly way: Way
  /** Null where it does not go. */
  readonly hidden: Hidden | null
}

/**
 * Looks at the next committed changes and queues what agreements let flow, once a revision and partner, with the place it got
 * to in the same transaction. What a label takes back is recalled. True when more is waiting.
 */
export async function followReleases(parts: Parts, tx: SqlTx): Promise<boolean> {
  if (await tooMuchWaits(tx)) return false
  const agreements = parts
    .state()
    .agreements.filter((a) => a.active)
    .map(({ agreement: { text } }) => `${text.id}@${text.version}`)
    .join()
  const at = await readFact<Followed>(tx.db.client, CURSOR)
  const since = at?.agreements === agreements ? at.seq : 0
  const { changes, last, more } = await releasesAfter(tx.db, since, PAGE)
  const page = await readPage(parts, tx, changes)
  for (const { decl, change } of page.known) await followOne(parts, tx, page, decl, change)
  await noteShares(tx.db.client, page.shares, tx.db.at)
  if (last !== at?.seq || at.agreements !== agreements)
    await writeFact(tx.db.client, CURSOR, { seq: last, agreements })
  return more
}

/** What the changes of a page are about, read together; shares of it are noted together at its end. */
interface Page {
  readonly known: readonly { readonly decl: RecordDeclaration; readonly change: ReleaseChange }[]
  readonly holders: ReadonlyMap<string, readonly Share[]>
  readonly copies: ReadonlyMap<string, RecordCopy | null>
  readonly shares: Share[]
}

const copyKey = (change: Pick<ReleaseChange, 'type' | 'id'>, peer: string): string =>
  `${shareKey(change.type, change.id)}/${peer}`

async function readPage(parts: Parts, tx: SqlTx, changes: readonly ReleaseChange[]): Promise<Page> {
  // What leaves is the record as it is now: of several changes the last one counts.
  const last = new Map(changes.map((change) => [shareKey(change.type, change.id), change]))
  const known = [...last.values()].flatMap((change) => {
    const decl = parts.core.registry.record(change.type)
    return decl === undefined ? [] : [{ decl, change }]
  })
  const asked = known.flatMap(({ decl, change }) =>
    partnersOf(parts, change).map((recipient) => ({ decl, id: change.id, recipient })),
  )
  const copies = await readReleases(tx.db, asked)
  return {
    known,
    holders: await holdersOfMany(
      tx.db.client,
      known.map(({ change }) => change),
    ),
    copies: new Map(
      asked.map(({ decl, id, recipient }, i) => [
        copyKey({ type: decl.type, id }, recipient),
        copies[i] ?? null,
      ]),
    ),
    shares: [],
  }
}

function partnersOf(parts: Parts, change: ReleaseChange): string[] {
  return change.released.filter((peer) => peer !== parts.me && isPartner(parts.state(), peer))
}

async function tooMuchWaits(tx: SqlTx): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ most: string | null }>(
    'SELECT max(n) AS most FROM (SELECT count(*) AS n FROM basinet.frame_pending GROUP BY peer, lane) w',
  )
  return Number(rows[0]?.most ?? 0) >= WAITING_MAX
}

async function followOne(
  parts: Parts,
  tx: SqlTx,
  page: Page,
  decl: RecordDeclaration,
  change: ReleaseChange,
): Promise<void> {
  const holders = page.holders.get(shareKey(change.type, change.id)) ?? []
  const lost = holders.filter((h) => h.owner === parts.me && !change.released.includes(h.peer))
  const fresh: Fresh[] = []
  for (const peer of partnersOf(parts, change)) {
    const copy = page.copies.get(copyKey(change, peer)) ?? null
    const known = holders.find((h) => h.peer === peer)
    if (copy === null) continue
    if (known !== undefined && known.rev >= copy.rev) {
      const moved = await movedTo(parts, tx, known, copy)
      if (moved === 'lost') lost.push(known)
      else if (moved !== null) await moveShare(parts, tx, known, moved)
      continue
    }
    const about = { type: decl.type, label: copy.label }
    const way: Way = realmTravels(decl, copy.label)
      ? findWay(parts.state(), parts.me, about, peer, tx.db.at.getTime())
      : { reasons: ['kind'] }
    if (
      'reasons' in way &&
      known?.owner === parts.me &&
      outgrown(parts, known, copy.label, tx.db.at.getTime())
    )
      lost.push(known)
    fresh.push({ peer, copy, ...(await settled(parts, tx, decl, { change, peer, copy, way })) })
  }
  if (lost.length > 0) await takeBack(parts, tx, change, lost)
  for (const { peer, copy, way } of fresh)
    if ('reasons' in way)
      await noteWithheld(
        tx.db.client,
        { type: decl.type, record: copy.id, peer, rev: copy.rev },
        way.reasons,
        tx.db.at,
      )
  page.shares.push(...(await send(parts, tx, fresh)))
}

/** The way a record goes to a partner when everything was asked, with what it may see of it. */
async function settled(
  parts: Parts,
  tx: SqlTx,
  decl: RecordDeclaration,
  { change, peer, copy, way }: { change: ReleaseChange; peer: string; copy: RecordCopy; way: Way },
): Promise<Pick<Fresh, 'way' | 'hidden'>> {
  if ('reasons' in way) return { way, hidden: null }
  if (way.humanRelease && !(await wasGiven(tx, change, peer)))
    return { way: { reasons: ['human-release'] }, hidden: null }
  const body = isBody(copy.body) ? applyMask(copy.body, way.kind.fields) : {}
  const hidden = await hideReferences(parts, tx, decl, copy, { body, peer, agreement: way.text.id })
  return hidden === null ? { way: { reasons: ['reference'] }, hidden } : { way, hidden }
}

/** A label that names the partner is no release where the agreement asks for a person's: `share.give` is. */
async function wasGiven(tx: SqlTx, change: ReleaseChange, peer: string): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ given: boolean }>(
    'SELECT basinet.network_given($1, $2, $3) AS given',
    [change.type, change.id, peer],
  )
  return rows[0]?.given === true
}

/** Reasons that lie in the label itself: what comes to carry one is taken back, not only no longer sent. */
const BY_LABEL: ReadonlySet<string> = new Set([
  'label-purpose',
  'class',
  'handling',
  'personal',
  'juvenile',
  'exercise',
])

/** Whether a record's label has grown beyond the agreement under which a partner holds it. */
function outgrown(parts: Parts, share: Share, label: Label, at: number): boolean {
  const { type, purpose, peer, agreement, agreementVersion } = share
  const held = agreementOf(parts.state(), { id: agreement, version: agreementVersion })
  const asked = { type, label, purpose, from: parts.me, recipient: peer, at }
  return held?.decider.decide(asked).reasons.some((reason) => BY_LABEL.has(reason)) === true
}

interface Group {
  readonly peers: string[]
  readonly copy: RecordCopy
  readonly way: Exclude<Way, { reasons: unknown }>
  readonly hidden: Hidden
}

/** Partners that get the same under the same agreement, together. */
function alike(fresh: readonly Fresh[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { peer, copy, way, hidden } of fresh) {
    if ('reasons' in way || hidden === null) continue
    const id = `${way.text.id}@${way.text.version}/${way.purpose}/${copy.rev}/${hidden.hid.join()}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { peers: [peer], copy, way, hidden })
    else group.peers.push(peer)
  }
  return [...groups.values()]
}

/** One envelope for each group; who holds what then. */
async function send(parts: Parts, tx: SqlTx, fresh: readonly Fresh[]): Promise<Share[]> {
  const shares: Share[] = []
  for (const { peers, copy, way, hidden } of alike(fresh)) {
    const agreement = { id: way.text.id, version: way.text.version }
    const queued = await parts.exchange.queue(tx, {
      id: parts.newId(),
      type: copy.type,
      version: copy.version,
      to: peers,
      agreement,
      purpose: way.purpose,
      label: way.label,
      record: { id: copy.id, rev: copy.rev },
      supersedes: hidden.supersedes,
      content: copyContent(copy, hidden),
      lane: 3,
      track: null,
    })
    const about = { type: copy.type, record: copy.id, rev: copy.rev }
    if (!queued.ok) {
      for (const peer of peers)
        await noteWithheld(tx.db.client, { ...about, peer }, [queued.error.code], tx.db.at)
      continue
    }
    const { leaseUntil, eraseBy } = way.label
    const share: Omit<Share, 'peer'> = {
      ...about,
      owner: parts.me,
      agreement: agreement.id,
      agreementVersion: agreement.version,
      purpose: way.purpose,
      class: way.label.class,
      leaseUntil: new Date(leaseUntil ?? tx.db.at),
      eraseBy: eraseBy === null ? null : new Date(eraseBy),
    }
    shares.push(...peers.map((peer) => ({ ...share, peer })))
    tx.audit({
      kind: 'network.released',
      at: tx.db.at,
      actor: `network:${parts.me}`,
      purpose: way.purpose,
      outcome: 'done',
      ...about,
      details: { to: peers, agreement, fields: way.kind.fields },
    })
  }
  return shares
}

async function takeBack(
  parts: Parts,
  tx: SqlTx,
  change: ReleaseChange,
  lost: readonly Share[],
): Promise<void> {
  const { rows } = await tx.db.client.query<{ sealed: boolean }>(
    'SELECT basinet.network_sealed($1, $2) AS sealed',
    [change.type, change.id],
  )
  const scope = change.op !== 'expunge' && rows[0]?.sealed === true ? 'seal' : 'destroy'
  const reason = change.op === 'expunge' ? 'expunged' : scope === 'seal' ? 'sealed' : 'withdrawn'
  await orderRecall(parts, tx, {
    type: change.type,
    record: change.id,
    upToRev: Math.max(...lost.map((h) => h.rev)),
    scope,
    reason,
    holders: lost.map((h) => h.peer),
  })
}
