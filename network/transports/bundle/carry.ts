import { fail, ok, type Result } from '@basinet/kernel/contract'
import { isMember, signKeys, type RegisterState } from '../../register/index.ts'
import { encodeAsk, sameBytes, type Signer } from '../../wire/index.ts'
import { BODY_BYTES_MAX, encodeBundle, messageCost, openBundle, type Manifest } from './format.ts'
import type { BundleLedger } from './ledger.ts'

/** The part of an exchange that bundles need. */
export interface BundleExchange {
  next(to: string, maxBytes: number): Promise<Uint8Array | null>
  receive(bytes: Uint8Array): Promise<Result<{ readonly to: string; readonly bytes: Uint8Array } | null>>
  rewind(to: string): void
}

/** What happened with a bundle, for the audit. */
export interface BundleEvent {
  readonly kind: 'bundle.exported' | 'bundle.imported' | 'bundle.refused'
  readonly peer: string
  readonly bundle: string | null
  readonly serial: number | null
  readonly messages: number
  readonly bytes: number
  /** Code of the refusal. */
  readonly reason: string | null
}

export interface BundleParts {
  readonly me: string
  readonly exchange: BundleExchange
  readonly register: () => RegisterState
  readonly signer: () => Signer
  readonly ledger: BundleLedger
  readonly now: () => number
  readonly newId: () => string
  readonly audit: (event: BundleEvent) => Promise<void>
}

/** Content in one message of a bundle: what a stream gives in one batch. */
const BATCH_BYTES = 1_048_576

export interface ExportOptions {
  readonly maxBytes?: number
  /** Goes on behind the bundle made before, in the same process: several that belong together. */
  readonly continued?: boolean
}

export interface Exported {
  readonly file: Uint8Array
  readonly manifest: Pick<Manifest, 'id' | 'to' | 'serial'>
  readonly messages: number
  /** More is waiting than this bundle holds. */
  readonly more: boolean
}

/**
 * Everything that waits for a nation, with this node's own receipt for what came from it, as one signed file. What is not
 * acknowledged stays queued: the same goes out again over a link, or in the next bundle, until a receipt comes back. Policy is
 * asked as for any other way. Errors: `bundle.addressee`, `bundle.empty`.
 */
export async function exportBundle(
  parts: BundleParts,
  to: string,
  { maxBytes = BODY_BYTES_MAX, continued = false }: ExportOptions = {},
): Promise<Result<Exported>> {
  const { me, exchange, register, ledger } = parts
  if (to === me || !isMember(register(), to))
    return fail('bundle.addressee', `${to} is no other member`, 'to')
  const limit = Math.min(maxBytes, BODY_BYTES_MAX)
  // What went over a link and was not acknowledged may never have arrived.
  if (!continued) exchange.rewind(to)
  const messages: Uint8Array[] = []
  let size = 0
  const receipt = await exchange.receive(encodeAsk(to, me))
  if (receipt.ok && receipt.value !== null) messages.push(receipt.value.bytes)
  for (const message of messages) size += messageCost(message)
  let more = false
  for (let content = 0; ; content++) {
    const room = limit - size
    if (room <= BATCH_BYTES / 4 && content > 0) {
      more = true
      break
    }
    const next = await exchange.next(to, Math.min(BATCH_BYTES, Math.max(1, room)))
    if (next === null) break
    messages.push(next)
    size += messageCost(next)
  }
  if (messages.length === 0) return fail('bundle.empty', `nothing waits for ${to}`, 'to')
  const stated = { id: parts.newId(), network: register().founding.hash, from: me, to, at: parts.now() }
  const manifest = { ...stated, serial: await ledger.nextSerial(to) }
  const file = encodeBundle(manifest, messages, parts.signer())
  const { id, serial } = manifest
  const told = { peer: to, bundle: id, serial, messages: messages.length, bytes: file.length, reason: null }
  await parts.audit({ kind: 'bundle.exported', ...told })
  return ok({ file, manifest: { id, to, serial }, messages: messages.length, more })
}

export interface Imported {
  readonly manifest: Manifest
  /** Messages taken in now; the rest was taken in before. */
  readonly taken: number
  readonly refused: readonly { readonly message: number; readonly code: string }[]
  /** Bytes of the file that were damaged and put right. */
  readonly mended: readonly number[]
  /** Serials between the last bundle taken and this one: they did not arrive. */
  readonly missing: number
}

/**
 * Takes a bundle in, message by message as from a link; broken off, it goes on where it stopped. A bundle that was taken in
 * whole is refused. Errors: of `openBundle`; `bundle.addressee`, `bundle.network`, `bundle.replayed`, `stream.disk-full`.
 */
export async function importBundle(parts: BundleParts, file: Uint8Array): Promise<Result<Imported>> {
  const { ledger, exchange } = parts
  const opened = openBundle(file, signKeys(parts.register(), parts.now()))
  const refuse = async (refusal: Result<never>, manifest: Manifest | null): Promise<Result<never>> => {
    const code = refusal.ok ? null : refusal.error.code
    const { from = parts.me, id = null, serial = null } = manifest ?? {}
    const told = { peer: from, bundle: id, serial, messages: 0, bytes: file.length, reason: code }
    await parts.audit({ kind: 'bundle.refused', ...told })
    return refusal
  }
  if (!opened.ok) return refuse(opened, null)
  const { manifest, messages, mended } = opened.value
  const { id, from, to, serial } = manifest
  if (to !== parts.me) return refuse(fail('bundle.addressee', `it is for ${to}`, 'to'), manifest)
  if (!sameBytes(manifest.network, parts.register().founding.hash))
    return refuse(fail('bundle.network', 'it was made in another network', 'network'), manifest)
  const mark = (await ledger.mark(id)) ?? { messages: 0, done: false }
  if (mark.done)
    return refuse(fail('bundle.replayed', `bundle ${serial} of ${from} was taken in before`), manifest)
  const missing = Math.max(0, serial - 1 - (await ledger.lastTaken(from)))
  const refused: { message: number; code: string }[] = []
  for (const [i, message] of messages.entries()) {
    if (i < mark.messages) continue
    const taken = await exchange.receive(message)
    // A full disk ends it for now; everything else is said, and the rest goes on.
    if (!taken.ok && taken.error.code === 'stream.disk-full') return taken
    if (!taken.ok) refused.push({ message: i, code: taken.error.code })
    await ledger.setMark(id, { messages: i + 1, done: i + 1 === messages.length })
  }
  await ledger.setTaken(from, serial)
  const taken = messages.length - mark.messages
  const told = { peer: from, bundle: id, serial, messages: taken, bytes: file.length, reason: null }
  await parts.audit({ kind: 'bundle.imported', ...told })
  return ok({ manifest, taken, refused, mended, missing })
}
