import { addAction, stateOf } from '../agreements/index.ts'
import { signKeys } from '../register/index.ts'
import type { MemoryTx, Received, Taken } from '../streams/index.ts'
import type { Envelope } from '../wire/index.ts'
import type { Home } from './household.ts'
import { obeyRecall, takeReceipt } from './recalls.ts'
import { dropAgreement } from './rounds.ts'

const APPLIED: Taken = { kind: 'applied' }

/** Effects of what came, in the transaction that stores it. */
export async function ingest(home: Home, tx: MemoryTx, received: readonly Received[]): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const { from, envelope } of received) {
    const answer = await effect(home, tx, from, envelope)
    if (answer.kind === 'applied') {
      const key = `${from}/${envelope.id}`
      home.rows.effects.set(key, (home.rows.effects.get(key) ?? 0) + 1)
    }
    taken.push(answer)
  }
  return taken
}

type Fields = Readonly<Record<string, unknown>>

async function effect(home: Home, tx: MemoryTx, from: string, envelope: Envelope): Promise<Taken> {
  const content = envelope.content as Fields
  const word = (name: string): string => String(content[name])
  switch (envelope.type) {
    case 'network.recall':
      await obeyRecall(home, tx, from, word('recall'), word('record'))
      return APPLIED
    case 'network.recall-receipt':
      takeReceipt(home, from, word('recall'), word('got'))
      return APPLIED
    case 'network.action':
      return takeAction(home, tx, word('agreement'), content['action'] as Uint8Array)
    case 'network.renewal':
      renew(home, from, content['until'] as Readonly<Record<string, number>>)
      return APPLIED
    default:
      keepCopy(home, from, envelope, word('content'))
      return APPLIED
  }
}

function keepCopy(home: Home, from: string, envelope: Envelope, content: string): void {
  const { record, type, label, agreement } = envelope
  if (record === null || agreement === null) return
  const known = home.rows.copies.get(record.id)
  if (known !== undefined && known.rev >= record.rev) return
  const held = { record: record.id, rev: record.rev, from, type, agreement: agreement.id, label, content }
  home.rows.copies.set(record.id, held)
}

async function takeAction(home: Home, tx: MemoryTx, id: string, signed: Uint8Array): Promise<Taken> {
  const agreement = home.rows.agreements.get(id)
  if (agreement === undefined) return APPLIED
  const next = addAction(agreement, signed, signKeys(home.rows.register.get('state')!, home.now()))
  if (!next.ok) return { kind: 'parked', reason: next.error.code }
  home.rows.agreements.set(id, next.value)
  if (stateOf(next.value) === 'ended') await dropAgreement(home, tx, id)
  return APPLIED
}

/** Only the owner renews, and never past what the label says of erasure. */
function renew(home: Home, from: string, until: Readonly<Record<string, number>>): void {
  for (const [record, time] of Object.entries(until)) {
    const copy = home.rows.copies.get(record)
    if (copy === undefined || copy.label.owner !== from) continue
    const { leaseUntil, eraseBy } = copy.label
    const last = eraseBy === null ? time : Math.min(time, Date.parse(eraseBy))
    if (leaseUntil === null || last <= Date.parse(leaseUntil)) continue
    const label = { ...copy.label, leaseUntil: new Date(last).toISOString() }
    home.rows.copies.set(record, { ...copy, label })
  }
}
