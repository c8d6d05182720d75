import { classRank, type Label } from '@basinet/kernel/contract'
import type { Agreement } from './agreement.ts'
import { stateOf } from './state.ts'
import type { AgreementKind } from './text.ts'

/** Why something does not flow. Each is a message key `network.reason.<code>`. */
export const REASONS = [
  'agreement-not-active',
  'agreement-not-in-time',
  'giver',
  'recipient',
  'kind',
  'hit-only',
  'purpose',
  'label-purpose',
  'class',
  'release',
  'handling',
  'personal',
  'juvenile',
  'sealed',
  'lease-over',
  'erasure-due',
  'exercise',
  'onward-label',
  'onward-agreement',
  'ceiling',
  'fields',
] as const
export type Reason = (typeof REASONS)[number]

/** May this leave `from` for `recipient` under the agreement, for this purpose, at this time (milliseconds)? */
export interface FlowQuestion {
  readonly label: Label
  readonly type: string
  /** Fields the caller would send, null for all: a field outside the agreement's mask is a reason against. */
  readonly fields?: readonly string[] | null
  readonly purpose: string
  /** Who would send it: the owner, or a holder that hands on. */
  readonly from: string
  readonly recipient: string
  readonly at: number
}

export interface FlowDecision {
  readonly flows: boolean
  /** Every reason against, in the order of `REASONS`; empty when it flows. */
  readonly reasons: readonly Reason[]
  readonly kind: AgreementKind | null
  /** A person must release it. */
  readonly humanRelease: boolean
}

/** What a question needs of an agreement, worked out once. */
export interface Terms {
  readonly agreement: Agreement
  readonly active: boolean
  readonly kinds: ReadonlyMap<string, AgreementKind>
}

/** @param assumeActive judges a draft as if all had signed it: for the preview before signing */
export function termsOf(agreement: Agreement, assumeActive = false): Terms {
  return {
    agreement,
    active: assumeActive || stateOf(agreement) === 'active',
    kinds: new Map(agreement.text.kinds.map((k) => [k.type, k])),
  }
}

/** Default deny: every rule must hold. Pure; `createDecider` remembers answers. */
export function decide(terms: Terms, question: FlowQuestion): FlowDecision {
  const { text } = terms.agreement
  const { label, at } = question
  const kind = terms.kinds.get(question.type) ?? null
  const inTime = at >= text.validFrom && (text.validUntil === null || at < text.validUntil)
  const against: Record<Reason, boolean> = {
    'agreement-not-active': !terms.active,
    'agreement-not-in-time': !inTime,
    giver: !text.givers.includes(question.from),
    recipient: !text.parties.includes(question.recipient) || question.recipient === question.from,
    kind: kind === null,
    'hit-only': kind?.mode === 'hit',
    purpose: !text.purposes.includes(question.purpose),
    'label-purpose': label.purposes.length > 0 && !label.purposes.includes(question.purpose),
    class: classRank(label.class) > classRank(text.classCeiling),
    release:
      question.recipient !== label.owner &&
      !label.releaseTo.includes(question.recipient) &&
      !label.displayOnly.includes(question.recipient),
    handling: !label.handling.every((caveat) => text.handling.includes(caveat)),
    personal: label.personal && !text.personal,
    juvenile: label.juvenile && !text.juvenile,
    sealed: label.sealed,
    'lease-over': label.leaseUntil !== null && Date.parse(label.leaseUntil) <= at,
    'erasure-due': label.eraseBy !== null && Date.parse(label.eraseBy) <= at,
    exercise: label.exercise !== text.exercise,
    'onward-label': question.from !== label.owner && !onwardByLabel(label, question.recipient),
    'onward-agreement':
      question.from !== label.owner && !onwardByText(terms.agreement, label, question.recipient),
    ceiling: !text.releaseCeiling.includes(question.recipient),
    fields: kind !== null && !withinMask(kind, question.fields ?? null),
  }
  const reasons = REASONS.filter((reason) => against[reason])
  const gate = text.humanRelease
  const humanRelease = gate === 'always' || (gate === 'personal' && (label.personal || label.juvenile))
  return { flows: reasons.length === 0, reasons, kind, humanRelease }
}

/** The owner's label decides first: `listed` lets a holder hand on to nations it is fully released to. */
function onwardByLabel(label: Label, recipient: string): boolean {
  return label.onward === 'listed' && label.releaseTo.includes(recipient)
}

/** Back to its owner is no handing on. */
function onwardByText(agreement: Agreement, label: Label, recipient: string): boolean {
  const { onward } = agreement.text
  return recipient === label.owner || (onward.rule === 'listed' && onward.to.includes(recipient))
}

function withinMask(kind: AgreementKind, fields: readonly string[] | null): boolean {
  if (kind.fields === null || fields === null) return true
  const allowed = kind.fields
  return fields.every((field) => allowed.some((path) => field === path || field.startsWith(`${path}.`)))
}
