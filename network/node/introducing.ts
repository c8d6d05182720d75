import type { Result } from '@basinet/kernel/contract'
import { descriptorShape, revocationShape } from '../register/index.ts'
import {
  bytesUpTo,
  decodeCbor,
  encodeCbor,
  list,
  oneOf,
  readShape,
  readSigned,
  tuple,
} from '../wire/index.ts'
import { readCertificate } from './certificates.ts'
import { checkStatements } from './check-statements.ts'
import { asNetwork } from './db.ts'
import type { NetworkEngine } from './engine.ts'
import { keepStatements, readStatements, type Statement } from './statements.ts'
import { statementsContent } from './take-statements.ts'

/** What one node says of itself: descriptors and certificates of some years. */
const SAID_MAX = 200
const shape = list(tuple(oneOf('descriptor', 'revocation', 'certificate'), bytesUpTo(65_536)), SAID_MAX)

/** What a link says when one side does not know the key that the other signs with. */
const UNKNOWN: readonly string[] = ['signature.unknown', 'transport.refused']

/**
 * How a node says of itself what its streams cannot: after its signing key was revoked, a partner that has not heard of the next one
 * can take nothing it signs, this news among it. The statements are the root's, so that the way they come does not matter.
 */
export class Introducing {
  readonly #engine: NetworkEngine

  constructor(engine: NetworkEngine) {
    this.#engine = engine
  }

  static wanted(failure: string | null): boolean {
    return failure !== null && UNKNOWN.includes(failure)
  }

  /** Own descriptor, revocations and certificates, newest first when there are more than fit. */
  async said(): Promise<Uint8Array> {
    const { me, core } = this.#engine.parts
    const statements = await asNetwork(core, (db) => readStatements(db))
    const mine = statements.filter((s) => nationOf(s) === me).slice(-SAID_MAX)
    return encodeCbor(statementsContent(mine))
  }

  /** Keeps what holds; how many were new. What is not of the form, or does not hold, changes nothing. */
  async take(from: string, said: Uint8Array): Promise<number> {
    const decoded = decodeCbor(said)
    const read = decoded.ok ? readShape(shape, decoded.value) : decoded
    if (!read.ok || read.value.length === 0) return 0
    const statements = read.value.map(([kind, body]): Statement => ({ kind, body }))
    const { parts, store } = this.#engine
    return store.transact(async (tx) => {
      const { good } = await checkStatements(parts, tx, statements, from)
      const fresh = await keepStatements(tx.db.client, good, tx.db.at, from)
      if (fresh > 0)
        tx.audit({
          kind: 'network.changed',
          at: tx.db.at,
          actor: `network:${from}`,
          outcome: 'done',
          details: { statements: good.map((s) => s.kind), fresh },
        })
      return fresh
    })
  }

  /** Takes a partner's word of itself and answers with the own. */
  async answer(from: string, said: Uint8Array): Promise<Uint8Array> {
    await this.take(from, said)
    return this.said()
  }
}

function nationOf({ kind, body }: Statement): string | null {
  if (kind === 'certificate') {
    const read = readCertificate(body)
    return read.ok ? read.value.nation : null
  }
  if (kind === 'descriptor') return statedBy(readSigned(descriptorShape, body))
  return kind === 'revocation' ? statedBy(readSigned(revocationShape, body)) : null
}

const statedBy = (read: Result<{ readonly value: { readonly nation: string } }>): string | null =>
  read.ok ? read.value.value.nation : null
