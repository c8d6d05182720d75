import { randomUUID } from 'node:crypto'
import type { AuditDraft } from '@basinet/kernel/audit'
import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import {
  exportBundle,
  importBundle,
  type BundleEvent,
  type BundleParts,
  type Exported,
  type Imported,
} from '../transports/index.ts'
import { bundleLedger } from './bundle-ledger.ts'
import type { NetworkEngine } from './engine.ts'
import { openEngine, type EngineSource } from './open-engine.ts'

/** What writing bundles needs of a node, whether its server runs or not. */
export type BundleSource = Pick<EngineSource, 'core' | 'keyring' | 'random'> & {
  /** Who carries it, for the audit; the node itself where nobody is named. */
  readonly by?: Pick<Subject, 'person' | 'session' | 'purpose'>
}

/** A bundle's name says from whom, to whom, and its number. */
export const bundleName = (from: string, to: string, serial: number): string =>
  `${from}-${to}-${String(serial).padStart(6, '0')}.basinet`

/** What waits for a nation, in one file; `continued` goes on behind the one before, of the same {@link BundleDesk}. */
export interface BundleDesk {
  export(to: string, options?: { readonly continued?: boolean }): Promise<Result<Exported>>
  import(file: Uint8Array): Promise<Result<Imported>>
}

/**
 * Opens the network for files carried by hand, beside the server's links. Errors: `network.none` where the node is in no network;
 * those of `exportBundle` and `importBundle`.
 */
export async function openBundleDesk(source: BundleSource): Promise<Result<BundleDesk>> {
  const opened = await openEngine({ ...source, room: () => 'free' })
  if (!opened.ok) return opened
  const engine = opened.value
  if (engine === null) return fail('network.none', 'this node has joined no network')
  const parts = partsOf(engine, source)
  return ok({
    async export(to, options) {
      while (await engine.follow());
      return exportBundle(parts, to, options)
    },
    import: (file) => importBundle(parts, file),
  })
}

function partsOf(engine: NetworkEngine, { core, by }: BundleSource): BundleParts {
  const { parts, exchange } = engine
  return {
    me: parts.me,
    exchange,
    register: () => engine.state.register,
    signer: () => parts.signer(),
    ledger: bundleLedger(core),
    now: () => core.now().getTime(),
    newId: randomUUID,
    audit: (event) =>
      engine.store.transact((tx) => {
        tx.audit({ ...auditOf(event, parts.me), ...whoOf(by), at: tx.db.at })
        return Promise.resolve()
      }),
  }
}

const whoOf = (by: BundleSource['by']): Partial<AuditDraft> =>
  by === undefined ? {} : { actor: by.person, session: by.session, purpose: by.purpose }

function auditOf(event: BundleEvent, me: string): Omit<AuditDraft, 'at'> {
  const outcome = event.kind === 'bundle.refused' ? ('denied' as const) : ('done' as const)
  const kind = event.kind === 'bundle.exported' ? ('network.changed' as const) : ('network.received' as const)
  const actor = event.kind === 'bundle.exported' ? `network:${me}` : `network:${event.peer}`
  return { kind, actor, outcome, details: event }
}
