import { fail, ok, type Result } from '@basinet/kernel/contract'
import { evaluateOwn, type OprfKeys } from '@basinet/oprf'
import { toHex } from '../wire/index.ts'
import { SetDigest } from './set-digest.ts'

/** Suite of RFC 9497 that the register's 32-byte keys are of. */
export const HIT_SUITE = 'ristretto255-SHA512'

/** One key and one set for an agreement class and epoch: tokens of one cannot be compared with those of another. */
export interface SetName {
  /** agreement class, as the register names it */
  readonly class: string
  readonly epoch: number
}

/** Difference between two versions of a set, to be sent signed. Outputs are hexadecimal and sorted, so that their order says nothing. */
export interface SetUpdate extends SetName {
  readonly outputBytes: number
  readonly from: number
  readonly to: number
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** of the set at version `to` */
  readonly digest: string
}

/** The holder's side: which record is found under which output. */
export class HeldSet {
  readonly name: SetName
  readonly outputBytes: number
  readonly #keys: OprfKeys
  readonly #byRecord = new Map<string, readonly string[]>()
  readonly #byOutput = new Map<string, Set<string>>()
  readonly #digest = new SetDigest()
  #sent = new Set<string>()
  #changed = new Set<string>()
  #version = 0

  constructor(name: SetName, keys: OprfKeys, outputBytes: number) {
    this.name = name
    this.#keys = keys
    this.outputBytes = outputBytes
  }

  /** As it was kept: outputs by record, and the updates sent so far, oldest first. */
  static restore(
    of: { readonly name: SetName; readonly keys: OprfKeys; readonly outputBytes: number },
    records: Iterable<readonly [record: string, outputs: readonly string[]]>,
    updates: Iterable<SetUpdate>,
  ): HeldSet {
    const set = new HeldSet(of.name, of.keys, of.outputBytes)
    for (const { added, removed, to } of updates) {
      for (const output of added) set.#sent.add(output)
      for (const output of removed) set.#sent.delete(output)
      set.#version = to
    }
    for (const [record, outputs] of records) set.#place(record, new Set(outputs))
    set.#changed = new Set([...set.#sent, ...set.#byOutput.keys()])
    return set
  }

  /** Outputs in the set. */
  get size(): number {
    return this.#byOutput.size
  }

  /** Outputs a record is found under, to be kept. */
  outputsOf(record: string): readonly string[] {
    return this.#byRecord.get(record) ?? []
  }

  /** Puts or replaces a record. About a millisecond of CPU a token: run it where that does not block. Errors: `oprf.*`. */
  put(record: string, tokens: readonly string[]): Result<true> {
    const outputs = new Set<string>()
    for (const token of tokens) {
      const output = evaluateToken(this.#keys.secretKey, token, this.outputBytes)
      if (!output.ok) return output
      outputs.add(output.value)
    }
    this.#place(record, outputs)
    return ok(true)
  }

  /** Puts or replaces a record whose tokens were evaluated elsewhere; without outputs it is out of the set. */
  putOutputs(record: string, outputs: readonly string[]): void {
    if (outputs.length === 0) this.remove(record)
    else this.#place(record, new Set(outputs))
  }

  #place(record: string, outputs: ReadonlySet<string>): void {
    this.remove(record)
    this.#byRecord.set(record, [...outputs])
    for (const output of outputs) {
      const records = this.#byOutput.get(output)
      if (records !== undefined) {
        records.add(record)
        continue
      }
      this.#byOutput.set(output, new Set([record]))
      this.#digest.add(output)
      this.#changed.add(output)
    }
  }

  /** Takes a record out: expunged, sealed, or moved out of the agreement's reach. */
  remove(record: string): void {
    for (const output of this.#byRecord.get(record) ?? []) {
      const records = this.#byOutput.get(output)
      records?.delete(record)
      if (records?.size !== 0) continue
      this.#byOutput.delete(output)
      this.#digest.remove(output)
      this.#changed.add(output)
    }
    this.#byRecord.delete(record)
  }

  /** Records found under outputs that a partner says it hit on. */
  recordsOf(outputs: readonly string[]): string[] {
    return [...new Set(outputs.flatMap((output) => [...(this.#byOutput.get(output) ?? [])]))].toSorted()
  }

  /** What has changed since the last update; null when nothing has. A record put and removed in between leaves no trace. */
  takeUpdate(): SetUpdate | null {
    const added = [...this.#changed].filter((o) => this.#byOutput.has(o) && !this.#sent.has(o)).toSorted()
    const removed = [...this.#changed].filter((o) => !this.#byOutput.has(o) && this.#sent.has(o)).toSorted()
    this.#changed = new Set()
    if (added.length === 0 && removed.length === 0) return null
    for (const output of added) this.#sent.add(output)
    for (const output of removed) this.#sent.delete(output)
    const from = this.#version++
    const digest = this.#digest.hex()
    return { ...this.name, outputBytes: this.outputBytes, from, to: from + 1, added, removed, digest }
  }
}

/** The partner's copy. It holds no names and nothing that can be turned back into one without the holder's key. */
export class SetCopy {
  readonly name: SetName
  readonly outputBytes: number
  readonly #outputs = new Set<string>()
  readonly #digest = new SetDigest()
  #version = 0

  constructor(name: SetName, outputBytes: number) {
    this.name = name
    this.outputBytes = outputBytes
  }

  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#outputs.size
  }

  has(output: string): boolean {
    return this.#outputs.has(output)
  }

  /** Errors: `hit.update` (another set or version, malformed; the copy is unchanged), `hit.digest` (drifted: ask for the whole set). */
  apply(update: SetUpdate): Result<true> {
    const { name, outputBytes } = this
    if (update.class !== name.class || update.epoch !== name.epoch || update.outputBytes !== outputBytes)
      return fail('hit.update', 'the update is of another set', 'class')
    if (update.from !== this.#version || update.to <= update.from)
      return fail('hit.update', `expected an update from version ${this.#version}`, 'from')
    const shape = new RegExp(`^[0-9a-f]{${2 * outputBytes}}$`)
    const wrong = [...update.added, ...update.removed].findIndex((output) => !shape.test(output))
    if (wrong >= 0) return fail('hit.update', `output ${wrong}: expected ${outputBytes} bytes`, 'added')
    if (update.removed.some((o) => !this.#outputs.has(o)) || update.added.some((o) => this.#outputs.has(o)))
      return fail('hit.update', 'it adds what is there or removes what is not', 'added')
    if (new Set([...update.added, ...update.removed]).size !== update.added.length + update.removed.length)
      return fail('hit.update', 'an output is named twice', 'added')
    for (const output of update.removed) this.#change(output, false)
    for (const output of update.added) this.#change(output, true)
    this.#version = update.to
    return this.#digest.hex() === update.digest
      ? ok(true)
      : fail('hit.digest', 'the copy has drifted', 'digest')
  }

  #change(output: string, present: boolean): void {
    if (present) {
      this.#outputs.add(output)
      this.#digest.add(output)
    } else {
      this.#outputs.delete(output)
      this.#digest.remove(output)
    }
  }
}

/** Output of one own token, cut to the set's length; hexadecimal. Errors: `oprf.*`. */
export function evaluateToken(secretKey: Uint8Array, token: string, bytes: number): Result<string> {
  const output = evaluateOwn(HIT_SUITE, secretKey, new TextEncoder().encode(token))
  return output.ok ? ok(truncated(output.value, bytes)) : output
}

export function truncated(output: Uint8Array, bytes: number): string {
  return toHex(output.subarray(0, bytes))
}

/** Key information of a set's key pair (RFC 9497, 3.2.1). */
export function keyInfo(name: SetName): Uint8Array {
  return new TextEncoder().encode(`basinet/hit/1|${name.class}|${name.epoch}`)
}
