/**
 * Every kind of audit event, declared as data: the types, the auditor's page (docs/reference/audit-events.md) and the
 * filter of the audit screen come from here.
 */
export const AUDIT_EVENTS = {
  'command.done': 'A command changed a record.',
  'command.denied': 'A command was refused: role, purpose, label, state or second person.',
  'command.pending': 'A command waits for a second person.',
  'record.read': 'One record was opened.',
  'record.history': 'The history of a record was opened.',
  'record.thread': 'The thread of a record was opened.',
  'record.list': 'A list of records was read: query, count and digest.',
  'record.search': 'A full-text search was made: query and count.',
  'record.expunged': 'A record was expunged: its content is gone, its leaves stay.',
  'record.erased':
    'What was expunged until then is gone from the disk: tables written anew, log let go (stage b).',
  'map.read': 'A map or live subscription was read; a live one is logged once a minute.',
  'export.made': 'Records left by export: what, how many, digest.',
  'evidence.stored': 'A file was stored with a record.',
  'evidence.read': 'A file or a range of it was read.',
  'evidence.destroyed': 'A file was destroyed with its key.',
  'session.opened': 'Somebody signed in.',
  'session.refused': 'A sign-in was refused.',
  'session.locked': 'An account was locked after refused sign-ins.',
  'session.closed': 'Somebody signed out, or the session ended.',
  'session.renewed': 'Somebody proved again who they are, for what asks for it.',
  'session.purpose': 'The purpose in force was changed.',
  'identity.changed': 'An account, credential, posting or right was changed.',
  'break-glass.used': 'Access was widened for an emergency, to be reviewed.',
  'report.read': 'A report on accounts, access or duties was made.',
  'audit.read': 'The audit log was read.',
  'node.started': 'The node started.',
  'node.stopped': 'The node stopped.',
  'node.upgraded': 'The database was brought to a newer version, after a backup or with a reason for none.',
  'node.alarm': 'The node raised an alarm: clock, disk, feed, log.',
  'log.recovered': 'Leaves that a restored backup lacks came back from a witness, without their events.',
  'key.changed': 'A key was made, rotated or retired.',
  'backup.made': 'A backup was made.',
  'backup.restored': 'The node was restored from a backup.',
  'network.released': 'A record was queued for partners abroad, under an agreement.',
  'network.withheld': 'What was queued for a partner did not leave: the policy, asked again, said no.',
  'network.received': 'Something came from a partner and was taken, parked or refused.',
  'network.recalled': 'A copy abroad was recalled, or a partner recalled a copy here.',
  'network.receipt': 'A partner’s signed receipt for a recall came.',
  'network.changed': 'Keys, register, agreement or link of the network changed.',
  'network.alarm': 'A partner’s stream is damaged, or two different ones were signed.',
  'hit.asked': 'A question whether a partner holds something was asked; what is sought lies sealed.',
  'hit.answered':
    'A partner’s question was evaluated without learning what it seeks: count, unit, agreement.',
  'hit.refused': 'A partner’s question was not evaluated: rate, epoch, agreement.',
  'hit.result': 'A partner’s answer was compared at home: how many tokens hit.',
  'feed.changed': 'A feed was added, changed, silenced or came back.',
} as const

export type AuditKind = keyof typeof AUDIT_EVENTS

/** Kinds whose details are what somebody asked of the node: open to oversight, which reads logs and queries, not content. */
export const QUERIES = [
  'record.list',
  'record.search',
  'map.read',
  'export.made',
  'report.read',
  'audit.read',
] as const satisfies readonly AuditKind[]

/** Kinds about a record whose details say nothing that it says; they stay readable when it is gone or out of reach. */
export const WITHOUT_CONTENT = [
  'record.expunged',
  'command.denied',
  'audit.read',
] as const satisfies readonly AuditKind[]
