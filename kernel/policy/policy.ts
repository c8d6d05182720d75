import type { Label } from '../contract/label.ts'
import type { Realm } from '../contract/record.ts'
import type { Subject } from '../contract/subject.ts'

/** One question: may this subject do this to a thing with this label, now. */
export interface PolicyRequest {
  readonly subject: Subject
  readonly action: 'read' | 'act' | 'create' | 'export' | 'relabel'
  readonly type: string
  readonly realm: Realm
  /** Record types the subject's roles may read. */
  readonly types: readonly string[]
  readonly label: Label
  readonly at: Date
}

/** The decision with the ids of the policies that made it, for the audit; none means the default deny. */
export interface PolicyDecision {
  readonly allowed: boolean
  readonly policies: readonly string[]
}

export interface Policy {
  decide(request: PolicyRequest): PolicyDecision
}
