import { must, type StoredRecord } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord, listRecords, readRecord, updateRecord } from '@basinet/kernel/record'
import type { FoundCandidate, ProbeEngine } from '../../hit/probe-contract.ts'
import { probe, probeRequest, type ProbeRecord, type ProbeRequestRecord } from '../../hit/probe-records.ts'
import type { Received, SqlTx, Taken } from '../../streams/index.ts'
import { readShape, type Cbor } from '../../wire/index.ts'
import type { Db } from '../db.ts'
import { tell } from '../parts.ts'
import { agreementOf } from '../state.ts'
import type { HitParts } from './context.ts'
import { against, probeWay } from './way.ts'
import { probeAnswerShape, probeShape } from './words.ts'

const ours = probe as never
const theirs = probeRequest as never
const refused = (reason: string): Taken => ({ kind: 'refused', reason })
const APPLIED: Taken = { kind: 'applied' }
const SEARCH_MS = 600_000
/** A partner's open probes here: more are refused until a person has answered some. */
const OPEN_MAX = 200

const engineOf = (hit: HitParts, kind: string): ProbeEngine | undefined =>
  hit.probes.find((engine) => engine.declaration.kind === kind)

async function inState<T>(tx: SqlTx, decl: never, states: readonly string[]): Promise<StoredRecord<T>[]> {
  const filters = [{ name: 'state', op: 'in' as const, value: states }]
  return must(await listRecords<T>(tx.db, decl, { filters, limit: 500 })).items
}

async function contentOf(db: Db, id: string): Promise<{ format: string; bytes: Uint8Array } | null> {
  const { rows } = await db.query<{ format: string; bytes: Buffer }>(
    'SELECT format, bytes FROM basinet.probe_content WHERE id = $1',
    [id],
  )
  return rows[0] === undefined ? null : { format: rows[0].format, bytes: new Uint8Array(rows[0].bytes) }
}

/** Probes that officers sent go to their holders, encrypted to each. */
export async function carryProbes(hit: HitParts, tx: SqlTx): Promise<void> {
  const { parts } = hit
  for (const one of await inState<ProbeRecord>(tx, ours, ['sent']))
    for (const { nation, answer } of one.body.answers) {
      if (answer !== 'waiting') continue
      const id = parts.newId()
      const { rowCount } = await tx.db.client.query(
        `INSERT INTO basinet.probe_sent (id, probe, nation, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [id, one.id, nation, tx.db.at],
      )
      if (rowCount === 1) await sendOne(hit, tx, one, nation, id)
    }
}

async function sendOne(
  hit: HitParts,
  tx: SqlTx,
  one: StoredRecord<ProbeRecord>,
  nation: string,
  id: string,
): Promise<void> {
  const { parts } = hit
  const { kind, unit, purpose, caseNumber, about } = one.body
  const content = await contentOf(tx.db.client, one.id)
  const among = engineOf(hit, kind)?.declaration.among ?? ''
  const asked = { from: parts.me, to: nation, unit, purpose }
  const text = probeWay(parts.state(), asked, among, null, tx.db.at.getTime())
  if (content === null || typeof text === 'string') {
    const reason = typeof text === 'string' ? text : 'probe.content'
    return answered(hit, tx, one.id, nation, { answer: 'refused', reason, candidates: [] })
  }
  const agreement = { id: text.id, version: text.version }
  const word = {
    v: 1,
    id,
    kind,
    agreement,
    purpose,
    unit,
    caseNumber,
    format: content.format,
    content: content.bytes,
  }
  await tell(parts, tx, { type: 'network.probe', to: [nation], lane: 1, content: word })
  tx.audit({
    kind: 'network.released',
    at: tx.db.at,
    actor: `network:${parts.me}`,
    purpose,
    outcome: 'done',
    type: about.type,
    record: about.id,
    details: { to: [nation], agreement, probe: kind, bytes: content.bytes.length },
  })
}

/** Holder: a probe has come. What the agreement or the engine does not take is answered so at once. */
export async function takeProbe(hit: HitParts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const read = readShape(probeShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { id, kind, agreement, purpose, unit, caseNumber, format, content } = read.value
  const { parts } = hit
  const engine = engineOf(hit, kind)
  const held = agreementOf(parts.state(), agreement)
  const why =
    held === null || !held.agreement.text.parties.includes(from)
      ? 'no-agreement'
      : against(
          held.agreement.text,
          held.active,
          { from, to: parts.me, unit, purpose },
          tx.db.at.getTime(),
          engine?.declaration.among,
        )
  const bad = why ?? (await faultOf(tx, engine, from, { format, bytes: content }))
  if (bad !== null || engine === undefined) {
    const word = { v: 1, id, refused: bad ?? 'probe.kind', candidates: [] }
    await tell(parts, tx, { type: 'network.probe-answer', to: [from], lane: 1, content: word })
    return APPLIED
  }
  const request = parts.newId()
  const put = await tx.db.client.query(
    'INSERT INTO basinet.probe_here (id, nation, request) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [id, from, request],
  )
  if (put.rowCount !== 1) return refused('probe.repeated')
  await tx.db.client.query('INSERT INTO basinet.probe_content (id, format, bytes) VALUES ($1, $2, $3)', [
    request,
    format,
    Buffer.from(content),
  ])
  const body: ProbeRequestRecord = {
    probe: id,
    kind,
    requester: from,
    unit,
    purpose,
    caseNumber,
    format,
    contentBytes: content.length,
    candidates: [],
    reason: null,
    arrivedAt: tx.db.at.toISOString(),
    state: 'arrived',
  }
  const author = { person: `network:${from}`, command: 'probe-request.arrive', reason: null }
  must(
    await insertRecord(tx.db, theirs, author, {
      id: request,
      body,
      label: defaultLabel(parts.core, theirs, tx.db.at),
    }),
  )
  return APPLIED
}

async function faultOf(
  tx: SqlTx,
  engine: ProbeEngine | undefined,
  from: string,
  content: { readonly format: string; readonly bytes: Uint8Array },
): Promise<string | null> {
  if (engine === undefined) return 'probe.kind'
  const { formats, contentBytesMax } = engine.declaration
  if (!formats.includes(content.format) || content.bytes.length > contentBytesMax) return 'probe.content'
  const { rows } = await tx.db.client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM basinet.probe_here WHERE nation = $1 AND NOT told',
    [from],
  )
  if ((rows[0]?.n ?? 0) >= OPEN_MAX) return 'probe.rate'
  const checked = await engine.check(content)
  return checked.ok ? null : 'probe.content'
}

/** Searches one probe that has come, between two transactions. False when none waits. */
export async function searchProbe(hit: HitParts): Promise<boolean> {
  const next = await hit.store.transact(async (tx) => {
    const [one] = await inState<ProbeRequestRecord>(tx, theirs, ['arrived'])
    return one === undefined ? null : { one, content: await contentOf(tx.db.client, one.id) }
  })
  const engine = next === null ? undefined : engineOf(hit, next.one.body.kind)
  if (next === null || engine === undefined || next.content === null) return false
  const most = engine.declaration.candidatesMax
  const found = await engine.search(next.content, most, AbortSignal.timeout(SEARCH_MS))
  await hit.store.transact(async (tx) => {
    const now = await readRecord<ProbeRequestRecord>(tx.db, theirs, next.one.id)
    if (now?.body.state !== 'arrived') return
    const candidates = found.ok ? found.value.slice(0, most).map((c, i) => candidateOf(hit, c, i + 1)) : []
    const searched = { ...now.body, candidates, state: 'searched' as const }
    await amend(
      hit,
      tx,
      theirs,
      now,
      found.ok ? searched : { ...now.body, state: 'refused', reason: found.error.code },
    )
  })
  return true
}

function candidateOf(hit: HitParts, { record, score, engine }: FoundCandidate, rank: number) {
  return { alias: hit.parts.newId(), rank, score, engine, record, finding: null, examiner: null }
}

async function amend<T>(
  hit: HitParts,
  tx: SqlTx,
  decl: never,
  record: StoredRecord<T>,
  body: T,
): Promise<void> {
  const author = { person: `network:${hit.parts.me}`, command: 'probe.follow', reason: null }
  must(await updateRecord(tx.db, decl, author, record.id, record.rev, { body, label: record.label }))
}

/** What persons here decided on probes goes to who sent them; content is not kept longer. */
export async function carryProbeAnswers(hit: HitParts, tx: SqlTx): Promise<void> {
  for (const one of await inState<ProbeRequestRecord>(tx, theirs, ['answered', 'refused'])) {
    const { probe: id, requester, state, reason, candidates } = one.body
    const told = await tx.db.client.query(
      'UPDATE basinet.probe_here SET told = true WHERE id = $1 AND nation = $2 AND NOT told',
      [id, requester],
    )
    if (told.rowCount !== 1) continue
    await tx.db.client.query('DELETE FROM basinet.probe_content WHERE id = $1', [one.id])
    const out =
      state === 'answered' ? candidates.filter((c) => c.finding !== 'exclusion' && c.finding !== null) : []
    const content = {
      v: 1,
      id,
      refused: state === 'refused' ? (reason ?? 'probe.refused') : null,
      candidates: out.map(({ alias, rank, score, engine, finding }): Cbor => [
        alias,
        rank,
        `${score}`,
        engine,
        finding ?? '',
      ]),
    }
    await tell(hit.parts, tx, { type: 'network.probe-answer', to: [requester], lane: 1, content })
  }
}

export async function takeProbeAnswer(
  hit: HitParts,
  tx: SqlTx,
  { from, envelope }: Received,
): Promise<Taken> {
  const read = readShape(probeAnswerShape, envelope.content)
  if (!read.ok) return refused(read.error.code)
  const { id, refused: reason, candidates } = read.value
  const { rows } = await tx.db.client.query<{ probe: string }>(
    'SELECT probe FROM basinet.probe_sent WHERE id = $1 AND nation = $2',
    [id, from],
  )
  const sent = rows[0]
  if (sent === undefined) return refused('probe.unasked')
  const list = candidates.map(([alias, rank, score, engine, finding]) => ({
    alias,
    rank,
    score: Number(score),
    engine,
    finding,
  }))
  const answer = reason !== null ? 'refused' : list.length > 0 ? 'candidates' : 'none'
  await answered(hit, tx, sent.probe, from, { answer, reason, candidates: list })
  return APPLIED
}

type Answer = ProbeRecord['answers'][number]

async function answered(
  hit: HitParts,
  tx: SqlTx,
  id: string,
  nation: string,
  said: Pick<Answer, 'answer' | 'reason' | 'candidates'>,
): Promise<void> {
  const record = await readRecord<ProbeRecord>(tx.db, ours, id)
  if (record === null) return
  const at = tx.db.at.toISOString()
  const answers = record.body.answers.map((a): Answer =>
    a.nation === nation && a.answer === 'waiting' ? { ...a, ...said, at } : a,
  )
  const open = answers.some((a) => a.answer === 'waiting')
  if (!open) await tx.db.client.query('DELETE FROM basinet.probe_content WHERE id = $1', [id])
  await amend(hit, tx, ours, record, {
    ...record.body,
    answers,
    state: open ? record.body.state : 'answered',
  })
}
