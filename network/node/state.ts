import { ok, type Result } from '@basinet/kernel/contract'
import { createDecider, inForce, stateOf, type Agreement, type Decider } from '../agreements/index.ts'
import { isMember, members, type RegisterState } from '../register/index.ts'
import type { PeerAddress } from '../transports/index.ts'
import { sameBytes } from '../wire/index.ts'
import { publicKeyHash, readCertificates, type KnownCertificate } from './certificates.ts'
import type { Db } from './db.ts'
import { agreementsOf, readStatements, registerOf } from './statements.ts'

export interface HeldAgreement {
  readonly agreement: Agreement
  readonly decider: Decider
  readonly active: boolean
}

/** What the node knows of the network at one moment. Made anew when something of it changed. */
export interface NetworkState {
  /** Tells whether what is stored changed since. */
  readonly stamp: string
  readonly register: RegisterState
  /** By id, then version. */
  readonly agreements: readonly HeldAgreement[]
  /** Members other than this node, with the addresses and certificates their descriptors name. */
  readonly peers: readonly PeerAddress[]
  /** Peers no link is kept with, by a person's word. */
  readonly cut: ReadonlySet<string>
}

/** Changes whenever another process, a person or a partner changed what the state is made of. */
export async function stampOf(db: Db): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>(
    `SELECT concat_ws('/', (SELECT max(id) FROM basinet.network_statement),
       (SELECT count(*) FROM basinet.network_certificate), (SELECT sum(changes) FROM basinet.network_link)) AS stamp`,
  )
  return rows[0]?.stamp ?? ''
}

/** Null while the node has joined no network. Errors: a statement that does not verify any more. */
export async function loadState(db: Db, me: string, at: number): Promise<Result<NetworkState | null>> {
  const stamp = await stampOf(db)
  const statements = await readStatements(db)
  const register = registerOf(statements, at)
  if (!register.ok || register.value === null) return register.ok ? ok(null) : register
  const agreements = agreementsOf(statements, register.value)
  if (!agreements.ok) return agreements
  const certificates = await readCertificates(db, statements)
  const links = await db.query<{ peer: string }>('SELECT peer FROM basinet.network_link WHERE cut')
  return ok({
    stamp,
    register: register.value,
    agreements: agreements.value.map(held).sort(byId),
    peers: peersOf(register.value, me, certificates),
    cut: new Set(links.rows.map((r) => r.peer)),
  })
}

function held(agreement: Agreement): HeldAgreement {
  return { agreement, decider: createDecider(agreement), active: stateOf(agreement) === 'active' }
}

function byId(a: HeldAgreement, b: HeldAgreement): number {
  const [x, y] = [a.agreement.text, b.agreement.text]
  return x.id === y.id ? x.version - y.version : x.id < y.id ? -1 : 1
}

/** A certificate counts only while the nation's descriptor names its key. */
function peersOf(
  register: RegisterState,
  me: string,
  certificates: readonly KnownCertificate[],
): PeerAddress[] {
  return members(register)
    .filter((nation) => nation !== me)
    .map((nation) => {
      const descriptor = register.descriptors.get(nation)?.value
      const pinned = descriptor?.tls ?? []
      const shown = certificates.filter(
        (c) => c.nation === nation && pinned.some((hash) => sameBytes(hash, publicKeyHash(c.pem))),
      )
      return { nation, urls: descriptor?.urls ?? [], certificates: shown.map((c) => c.pem) }
    })
}

export function agreementOf(
  state: NetworkState,
  named: { readonly id: string; readonly version: number },
): HeldAgreement | null {
  const found = state.agreements.find(
    ({ agreement: { text } }) => text.id === named.id && text.version === named.version,
  )
  return found ?? null
}

/**
 * Whether a later version of the same agreement is in force: then nothing new goes under this one. What is held under it stays
 * until it is moved or its lease ends.
 */
export function isSuperseded(
  { agreements }: Pick<NetworkState, 'agreements'>,
  { agreement: { text } }: HeldAgreement,
  at: number,
): boolean {
  return agreements.some(
    (other) =>
      other.agreement.text.id === text.id &&
      other.agreement.text.version > text.version &&
      inForce(other.agreement, at),
  )
}

export function isPartner(state: NetworkState, nation: string): boolean {
  return isMember(state.register, nation)
}
