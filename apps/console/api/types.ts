import type { Failure, Label, StoredRecord } from '@basinet/kernel/contract'
import type { Language } from '../i18n/languages.ts'
import type { JsonSchema } from './json-schema.ts'

/** Shapes the node answers with; the server's word stands, this file follows it. */
export interface Me {
  readonly person: { id: string; name: string; rank: string | null; username: string }
  readonly agency: { id: string; name: string }
  readonly unit: { id: string; name: string }
  readonly roles: readonly string[]
  readonly clearance: number
  readonly clearanceName: Label['class']
  readonly vettedUntil: string | null
  readonly purpose: string | null
  readonly purposes: readonly string[]
  readonly language: Language
  readonly oversight: boolean
  readonly mustEnrol?: boolean
  /** What the session still lacks before it gives any right. */
  readonly limit?: 'change-password' | 'enrol' | 'second-factor'
  readonly node: NodeFacts
}

export interface NodeFacts {
  readonly nation: string
  readonly nationName: Readonly<Record<string, string>> | string
  readonly name: string
  readonly mode: 'demo' | 'service'
  readonly version: string
  readonly utc: string
}

export interface Catalogue {
  readonly lines: readonly { id: string; capabilities: readonly CapabilityEntry[] }[]
  readonly records: Readonly<Record<string, RecordType>>
  readonly commands: Readonly<Record<string, CommandType>>
}

export interface CapabilityEntry {
  readonly id: string
  readonly records: readonly string[]
  readonly commands: readonly string[]
}

export interface Column {
  readonly name: string
  readonly kind: 'text' | 'number' | 'integer' | 'time' | 'boolean'
  readonly path: string
}

export interface RecordType {
  readonly type: string
  readonly line: string
  readonly capability: string
  readonly version: number
  readonly schema: JsonSchema
  readonly columns: readonly Column[]
  /** Every field lists may be filtered and sorted by. */
  readonly searched: Readonly<Record<string, { kind: Column['kind']; path: string }>>
  readonly states: { path: string; all: readonly string[] } | null
  readonly label: Partial<Label>
  readonly retention:
    | { kind: 'days'; days: number; source: string }
    | { kind: 'nation-sets'; parameter: string }
}

export interface CommandType {
  readonly name: string
  readonly record: string
  readonly kind: 'create' | 'act'
  readonly input: JsonSchema
  readonly from: readonly string[]
  readonly reason: 'required' | 'none'
  readonly approval: { kind: 'maker-checker' | 'review'; by: readonly string[]; withinHours?: number } | null
  readonly allowed: boolean
  /** The refusal when `allowed` is false: role or purpose. */
  readonly why?: Failure
}

export type AnyRecord = StoredRecord<Readonly<Record<string, unknown>>>

export interface RecordAction {
  readonly command: string
  readonly enabled: boolean
  readonly why?: { code: string; message: string }
}

export interface RecordPage {
  readonly record: AnyRecord
  readonly actions: readonly RecordAction[]
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export interface HistoryItem {
  readonly rev: number
  readonly at: string
  readonly by: string
  readonly byName?: string
  readonly reason: string | null
  readonly command: string
  readonly body: Readonly<Record<string, unknown>>
  readonly label: Label
}

export interface ThreadNode {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly at: string
  /** Position in the classification ladder. */
  readonly class: number
}
export interface Thread {
  /** The walk met its bound: there is more than is drawn. */
  readonly cut: boolean
  readonly nodes: readonly ThreadNode[]
  readonly edges: readonly {
    from: { type: string; id: string }
    to: { type: string; id: string }
    field: string
  }[]
}

export interface FileItem {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly at: string
  readonly by: string
}

/** One leaf of the log: the event exactly as hashed, and its details where the reader may see them. */
export interface AuditItem {
  readonly seq: number
  readonly leaf: string
  readonly event: AuditEvent
  readonly details: unknown
}

export interface AuditEvent {
  readonly kind: string
  readonly at: string
  readonly node: string
  readonly actor: string
  readonly session?: string
  readonly purpose?: string
  readonly command?: string
  readonly type?: string
  readonly record?: string
  readonly rev?: number
  readonly outcome: 'done' | 'denied' | 'failed' | 'pending'
  readonly count?: number
}

export interface AuditHead {
  readonly size: number
  readonly root: string | null
  readonly at: string | null
  /** The checkpoint's text, to be kept elsewhere; null before the first one. */
  readonly note: string | null
  readonly unsequenced: number
  readonly witnessed: boolean
}

export interface Need {
  readonly kind: 'approval' | 'alert' | 'handover' | 'task' | 'deadline' | 'feed' | 'review'
  readonly title: { key: string; params?: Readonly<Record<string, string | number>> } | string
  readonly at: string
  readonly dueAt?: string
  readonly severity: 'info' | 'warning' | 'critical'
  readonly link: string
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly done: number
  readonly total: number | null
  readonly note: string | null
  readonly startedAt: string | null
  readonly error?: string
}

/** How a feed does; times are Unix milliseconds UTC. */
export interface Feed {
  readonly id: string
  readonly name: string
  readonly station: string
  readonly kind: string
  readonly address: string
  readonly state: 'ok' | 'late' | 'silent' | 'down'
  /** Why it is in that state, in the transport's own words. */
  readonly reason: string
  readonly ratePerS: number
  readonly lagMs: number | null
  /** Share of wrong lines in the last minute, 0-1. */
  readonly errorRate: number
  readonly lastAt: number | null
  readonly gaps: readonly (readonly [number, number])[]
  readonly messages: number
  readonly errors: number
  readonly duplicates: number
}

export interface PersonRef {
  readonly id: string
  readonly name: string
  readonly rank: string | null
  readonly unit: string | null
  /** Only where colleagues are offered for choosing. */
  readonly unitId?: string | null
}

export interface Found {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly at: string
}
