import type { Label } from '@basinet/kernel/contract'
import type { Agreement } from '../agreements/index.ts'
import type { RegisterState } from '../register/index.ts'
import type { MemoryTables, StreamEvent } from '../streams/index.ts'
import type { UndoTable } from '../streams/undo-table.ts'
import type { Lane } from '../wire/index.ts'

/** A record of the node's own. */
export interface OwnRecord {
  readonly id: string
  readonly rev: number
  readonly type: string
  readonly agreement: string
  readonly label: Label
  readonly content: string
}

/** Another nation's record as held here. */
export interface Copy {
  readonly record: string
  readonly rev: number
  readonly from: string
  readonly type: string
  readonly agreement: string
  /** As it travelled: leased, and to be erased. */
  readonly label: Label
  readonly content: string
}

/** That a record went from here to a nation: the edge a recall runs along. */
export interface Edge {
  readonly record: string
  readonly nation: string
}

export interface Recall {
  readonly id: string
  readonly record: string
  readonly nation: string
  readonly at: number
  /** When it was last sent. */
  readonly sentAt: number
  readonly receipt: 'done' | 'not-held' | null
}

/** What was queued for its recipients. */
export interface Sent {
  /** Its hash in hex. */
  readonly envelope: string
  readonly to: readonly string[]
  readonly type: string
  readonly lane: Lane
  readonly record: string | null
  readonly agreement: string | null
  /** Signed by this key. */
  readonly key: string
  readonly at: number
}

/** The node's tables beside its streams; all of them on the same disk, written in the same transactions. */
export interface Rows {
  readonly records: UndoTable<OwnRecord>
  readonly copies: UndoTable<Copy>
  readonly edges: UndoTable<Edge>
  readonly recalls: UndoTable<Recall>
  /** By `from/record`: a nation that recalled this may not bring it again. */
  readonly tombstones: UndoTable<true>
  /** By `from/envelope`: how often it had its effect. */
  readonly effects: UndoTable<number>
  readonly sent: UndoTable<Sent>
  readonly events: UndoTable<StreamEvent>
  readonly agreements: UndoTable<Agreement>
  readonly register: UndoTable<RegisterState>
  /** Frames sent without content because the outbox was damaged, and those whose record went out again since. */
  readonly damaged: UndoTable<{ readonly peer: string; readonly lane: Lane; readonly seq: number }>
  readonly again: UndoTable<true>
  /** Leaf hashes of the audit log, by place. */
  readonly leaves: UndoTable<Uint8Array>
}

export function rowsOf(tables: MemoryTables): Rows {
  return {
    records: tables.table('records'),
    copies: tables.table('copies'),
    edges: tables.table('edges'),
    recalls: tables.table('recalls'),
    tombstones: tables.table('tombstones'),
    effects: tables.table('effects'),
    sent: tables.table('sent'),
    events: tables.table('events'),
    agreements: tables.table('agreements'),
    register: tables.table('register'),
    damaged: tables.table('damaged'),
    again: tables.table('again'),
    leaves: tables.table('leaves'),
  }
}
