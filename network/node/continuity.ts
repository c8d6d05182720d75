import type { Result } from '@basinet/kernel/contract'
import { signKeys } from '../register/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import {
  DOMAIN,
  exactly,
  instant,
  map,
  nation,
  openSignedBy,
  signStatement,
  text,
  uint,
  uuid,
  type KeyLookup,
  type ShapeOf,
  type Signer,
} from '../wire/index.ts'
import { tell, type Parts } from './parts.ts'
import { agreementOf } from './state.ts'

/** An owner's standing order: copies of its records under an agreement stay readable to holders that cannot hear it, until then. */
const continuityShape = map({
  v: exactly(1),
  owner: nation,
  agreement: map({ id: uuid, version: uint(65_535, 1) }),
  until: instant,
  reason: text(2000),
  at: instant,
})
type Continuity = ShapeOf<typeof continuityShape>

function signContinuity(order: Omit<Continuity, 'v'>, signer: Signer): Uint8Array {
  return signStatement(DOMAIN.continuity, { v: 1, ...order }, [signer])
}

/** Errors: `cbor.*`, `message.shape`, `signature.*`. */
function openContinuity(signed: Uint8Array, keyOf: KeyLookup): Result<Continuity> {
  const opened = openSignedBy(DOMAIN.continuity, continuityShape, signed, keyOf, (o) => o.owner)
  return opened.ok ? { ok: true, value: opened.value.value } : opened
}

/** Signs a standing order and gives it to the other parties, who keep it for the day that no word comes through. */
export async function orderContinuity(
  parts: Parts,
  tx: SqlTx,
  under: { readonly id: string; readonly version: number; readonly parties: readonly string[] },
  until: number,
  reason: string,
): Promise<void> {
  const { id, version } = under
  const at = tx.db.at.getTime()
  const order = { owner: parts.me, agreement: { id, version }, until, reason, at }
  const signed = signContinuity(order, parts.signer())
  await keep(tx, { v: 1, ...order }, signed)
  const to = under.parties.filter((party) => party !== parts.me)
  await tell(parts, tx, { type: 'network.continuity', to, lane: 1, content: signed })
}

/** Keeps a partner's standing order about its own records; an older one that comes late changes nothing. */
export async function takeContinuity(parts: Parts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const signed = envelope.content
  if (!(signed instanceof Uint8Array)) return { kind: 'refused', reason: 'message.shape' }
  const opened = openContinuity(signed, signKeys(parts.state().register, tx.db.at.getTime()))
  if (!opened.ok) return { kind: 'refused', reason: opened.error.code }
  const order = opened.value
  if (order.owner !== from) return { kind: 'refused', reason: 'continuity.owner' }
  const held = agreementOf(parts.state(), order.agreement)
  if (held === null || !held.agreement.text.parties.includes(from))
    return { kind: 'refused', reason: 'no-agreement' }
  await keep(tx, order, signed)
  tx.audit({
    kind: 'network.changed',
    at: tx.db.at,
    actor: `network:${from}`,
    outcome: 'done',
    details: {
      continuity: order.agreement,
      until: new Date(order.until).toISOString(),
      reason: order.reason,
    },
  })
  return { kind: 'applied' }
}

async function keep(tx: SqlTx, order: Continuity, signed: Uint8Array): Promise<void> {
  const { owner, agreement, until, at } = order
  await tx.db.client.query(
    `INSERT INTO basinet.network_continuity (owner, agreement, version, until, at, statement) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner, agreement, version) DO UPDATE SET until = excluded.until, at = excluded.at, statement = excluded.statement
       WHERE basinet.network_continuity.at < excluded.at`,
    [owner, agreement.id, agreement.version, new Date(until), new Date(at), signed],
  )
}
