import { STREAM_START, toHex, type Gone, type Lane } from '../wire/index.ts'
import { UndoTable } from './undo-table.ts'
import {
  DiskFull,
  FRAME_BYTES,
  type InEnvelope,
  type InFrame,
  type InState,
  type InStream,
  type OutEnvelope,
  type OutFrame,
  type OutStream,
  type Pending,
  type Selection,
  type StreamStore,
  type StreamTx,
} from './store.ts'
import { CREDIT_START } from './lanes.ts'

/** What a disk does when a transaction is to be made durable. */
export interface Disk {
  /** Resolves when everything is on the platter. Never resolves for a machine that has crashed. */
  sync(): Promise<void>
  full(): boolean
}

interface KeptPending extends Pending {
  readonly to: string
  readonly lane: Lane
}

const key = (peer: string, lane: Lane, seq?: number): string =>
  seq === undefined ? `${peer}/${lane}` : `${peer}/${lane}/${seq}`

const OPEN: ReadonlySet<InState> = new Set(['missing', 'parked', 'failed'])

/** All tables of one node, as its disk holds them. A crash leaves exactly what was synced. */
export class MemoryTables {
  readonly outStreams = new UndoTable<OutStream>()
  readonly outEnvelopes = new UndoTable<OutEnvelope>()
  readonly pending = new UndoTable<KeptPending>()
  readonly outFrames = new UndoTable<OutFrame>()
  readonly inStreams = new UndoTable<InStream>()
  readonly inFrames = new UndoTable<InFrame>()
  /** Those of them that somebody still has to do something about. */
  readonly openFrames = new UndoTable<InFrame>()
  readonly inEnvelopes = new UndoTable<InEnvelope>()
  readonly seen = new UndoTable<true>()
  /** Tables of whoever builds on the streams, by name. */
  readonly other = new Map<string, UndoTable<unknown>>()
  nextPending = 1

  all(): UndoTable<unknown>[] {
    const { outStreams, outEnvelopes, pending, outFrames, inStreams, inFrames } = this
    const { openFrames, inEnvelopes, seen } = this
    const own = [
      outStreams,
      outEnvelopes,
      pending,
      outFrames,
      inStreams,
      inFrames,
      openFrames,
      inEnvelopes,
      seen,
    ]
    return [...(own as unknown as UndoTable<unknown>[]), ...this.other.values()]
  }

  table<T>(name: string): UndoTable<T> {
    let table = this.other.get(name)
    if (table === undefined) {
      table = new UndoTable<unknown>()
      this.other.set(name, table)
    }
    return table as UndoTable<T>
  }

  /** A copy, as a backup holds it. */
  copy(): MemoryTables {
    const copy = new MemoryTables()
    for (const name of this.other.keys()) copy.table(name)
    const mine = this.all()
    for (const [i, table] of copy.all().entries()) table.load(mine[i] as UndoTable<unknown>)
    copy.nextPending = this.nextPending
    return copy
  }
}

/** A store in memory with the durability of a disk: for the simulator and for tests. */
export class MemoryStore implements StreamStore<MemoryTx> {
  readonly tables: MemoryTables
  readonly #disk: Disk
  #turn: Promise<void> = Promise.resolve()

  constructor(tables: MemoryTables, disk: Disk) {
    this.tables = tables
    this.#disk = disk
  }

  async transact<T>(work: (tx: MemoryTx) => Promise<T>): Promise<T> {
    const mine = this.#turn
    let release = (): void => undefined
    this.#turn = new Promise((done) => (release = done))
    await mine
    const tables = this.tables.all()
    try {
      const value = await work(new MemoryTx(this.tables))
      const changed = this.tables.all().some((t) => t.changed())
      if (changed && this.#disk.full()) throw new DiskFull('the disk is full')
      if (changed) await this.#disk.sync()
      for (const table of this.tables.all()) table.keep()
      return value
    } catch (error) {
      for (const table of [...tables, ...this.tables.all()]) table.undo()
      throw error
    } finally {
      release()
    }
  }
}

export class MemoryTx implements StreamTx {
  readonly tables: MemoryTables

  constructor(tables: MemoryTables) {
    this.tables = tables
  }

  async outStream(to: string, lane: Lane): Promise<OutStream> {
    const start = { seq: 0, hash: STREAM_START, baseSeq: 0, baseHash: STREAM_START }
    const fresh = { to, lane, ...start, acked: 0, credit: CREDIT_START, receiptAt: 0, resync: false }
    return this.tables.outStreams.get(key(to, lane)) ?? fresh
  }
  async saveOutStream(stream: OutStream): Promise<void> {
    this.tables.outStreams.set(key(stream.to, stream.lane), stream)
  }
  async outStreams(): Promise<OutStream[]> {
    return [...this.tables.outStreams.values()]
  }
  async putOutEnvelope(envelope: OutEnvelope): Promise<void> {
    this.tables.outEnvelopes.set(toHex(envelope.hash), envelope)
  }
  async outEnvelopes(hashes: readonly Uint8Array[]): Promise<OutEnvelope[]> {
    return hashes.map((h) => this.tables.outEnvelopes.get(toHex(h))).filter((e) => e !== undefined)
  }
  async withdrawOut(selection: Selection, gone: Gone): Promise<number> {
    const taken = new Set<string>()
    for (const [id, e] of this.tables.outEnvelopes.entries()) {
      if (e.sealed === null || !selects(selection, e.meta.record?.id, e.meta.agreement?.id)) continue
      this.tables.outEnvelopes.set(id, { ...e, sealed: null, gone })
      taken.add(id)
    }
    for (const [id, p] of this.tables.pending.entries())
      if (taken.has(toHex(p.envelope))) this.tables.pending.delete(id)
    return taken.size
  }
  async forgetDelivered(before: number, limit: number): Promise<number> {
    const waiting = new Set([...this.tables.pending.values()].map((p) => toHex(p.envelope)))
    for (const [id, frame] of this.tables.outFrames.entries()) {
      const [to = '', lane = ''] = id.split('/')
      const stream = this.tables.outStreams.get(`${to}/${lane}`)
      if (frame.seq > (stream?.acked ?? 0)) waiting.add(toHex(frame.envelope))
    }
    let taken = 0
    for (const [id, e] of this.tables.outEnvelopes.entries()) {
      if (taken >= limit || e.sealed === null || e.meta.created >= before || waiting.has(id)) continue
      this.tables.outEnvelopes.set(id, { ...e, sealed: null, gone: 'expunged' })
      taken++
    }
    return taken
  }
  async addPending(
    to: string,
    lane: Lane,
    envelope: Uint8Array,
    track: string | null,
    at: number,
  ): Promise<void> {
    if (track !== null)
      for (const [id, p] of this.tables.pending.entries())
        if (p.to === to && p.lane === lane && p.track === track) this.tables.pending.delete(id)
    const id = this.tables.nextPending++
    this.tables.pending.set(String(id), { id, to, lane, envelope, track, at })
  }
  async pending(to: string, lane: Lane, limit: number, maxBytes = Infinity): Promise<Pending[]> {
    const found: Pending[] = []
    for (const p of this.tables.pending.values()) {
      if (p.to === to && p.lane === lane) found.push(p)
    }
    const oldest = found.toSorted((a, b) => a.id - b.id).slice(0, limit)
    let bytes = 0
    const many = oldest.findIndex(({ envelope }) => {
      bytes += (this.tables.outEnvelopes.get(toHex(envelope))?.sealed?.length ?? 0) + FRAME_BYTES
      return bytes > maxBytes
    })
    return many === -1 ? oldest : oldest.slice(0, Math.max(1, many))
  }
  async dropPending(_to: string, _lane: Lane, ids: readonly number[]): Promise<void> {
    for (const id of ids) this.tables.pending.delete(String(id))
  }
  async addOutFrames(to: string, lane: Lane, frames: readonly OutFrame[]): Promise<void> {
    for (const frame of frames) this.tables.outFrames.set(key(to, lane, frame.seq), frame)
  }
  async outFrames(to: string, lane: Lane, first: number, limit: number): Promise<OutFrame[]> {
    return run(this.tables.outFrames, to, lane, first, limit)
  }

  async inStream(from: string, lane: Lane): Promise<InStream> {
    const fresh = { from, lane, seq: 0, hash: STREAM_START, head: null }
    return this.tables.inStreams.get(key(from, lane)) ?? fresh
  }
  async saveInStream(stream: InStream): Promise<void> {
    this.tables.inStreams.set(key(stream.from, stream.lane), stream)
  }
  async inStreams(): Promise<InStream[]> {
    return [...this.tables.inStreams.values()]
  }
  async putInFrames(from: string, lane: Lane, frames: readonly InFrame[]): Promise<void> {
    for (const frame of frames) {
      const id = key(from, lane, frame.seq)
      this.tables.inFrames.set(id, frame)
      if (OPEN.has(frame.state)) this.tables.openFrames.set(id, frame)
      else this.tables.openFrames.delete(id)
    }
  }
  async inFrames(from: string, lane: Lane, first: number, limit: number): Promise<InFrame[]> {
    return run(this.tables.inFrames, from, lane, first, limit)
  }
  async inFramesIn(from: string, lane: Lane, state: InState, limit: number): Promise<InFrame[]> {
    const found: InFrame[] = []
    const prefix = `${key(from, lane)}/`
    for (const [id, frame] of this.tables.openFrames.entries())
      if (frame.state === state && id.startsWith(prefix)) found.push(frame)
    return found.toSorted((a, b) => a.seq - b.seq).slice(0, limit)
  }
  async keepInEnvelopes(envelopes: readonly InEnvelope[]): Promise<void> {
    for (const envelope of envelopes) this.tables.inEnvelopes.set(toHex(envelope.hash), envelope)
  }
  async inEnvelope(hash: Uint8Array): Promise<InEnvelope | null> {
    return this.tables.inEnvelopes.get(toHex(hash)) ?? null
  }
  async withdrawIn(selection: Selection, reason: string): Promise<number> {
    const taken = new Set<string>()
    for (const [id, e] of this.tables.inEnvelopes.entries()) {
      if (!selects(selection, e.record ?? undefined, e.agreement ?? undefined)) continue
      this.tables.inEnvelopes.delete(id)
      taken.add(id)
    }
    if (taken.size === 0) return 0
    for (const [id, f] of this.tables.inFrames.entries()) {
      if (!taken.has(toHex(f.envelope))) continue
      this.tables.inFrames.set(id, { ...f, state: 'gone', reason })
      this.tables.openFrames.delete(id)
    }
    return taken.size
  }
  async seen(from: string, ids: readonly string[]): Promise<Set<string>> {
    return new Set(ids.filter((id) => this.tables.seen.get(`${from}/${id}`) === true))
  }
  async markSeen(from: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.tables.seen.set(`${from}/${id}`, true)
  }
}

function run<T>(table: UndoTable<T>, peer: string, lane: Lane, first: number, limit: number): T[] {
  const found: T[] = []
  for (let seq = first; found.length < limit; seq++) {
    const row = table.get(key(peer, lane, seq))
    if (row === undefined) break
    found.push(row)
  }
  return found
}

function selects(selection: Selection, record: string | undefined, agreement: string | undefined): boolean {
  if (selection.record === undefined && selection.agreement === undefined) return false
  return (
    (selection.record === undefined || selection.record === record) &&
    (selection.agreement === undefined || selection.agreement === agreement)
  )
}
