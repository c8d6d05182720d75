import type { Label, LabelClass } from '@basinet/kernel/contract'
import type { Agreement } from './agreement.ts'
import { decide, termsOf, type Reason } from './decide.ts'

/** A record of the own catalogue, as far as the question needs it. */
export interface Sample {
  readonly type: string
  readonly label: Label
  /** How many records are alike in all of this; one where absent. */
  readonly records?: number
}

export interface FlowCount {
  readonly type: string
  readonly class: LabelClass
  readonly recipient: string
  readonly records: number
  readonly personal: number
  readonly juvenile: number
  /** Of these, how many a person would have to release. */
  readonly humanRelease: number
}

export interface BlockCount {
  readonly type: string
  readonly class: LabelClass
  readonly recipient: string
  readonly reason: Reason
  readonly records: number
}

/** What would flow under a draft and what would not, by kind, class, recipient and reason. Counts, no content. */
export interface Preview {
  readonly records: number
  readonly flows: readonly FlowCount[]
  /** What would flow as soon as an officer gives it: nothing but the label's release stands against it. */
  readonly open: readonly FlowCount[]
  /** A record with several reasons against is counted under each. */
  readonly blocked: readonly BlockCount[]
}

/**
 * Runs a draft over records before anybody signs it. A record flows for a purpose of the agreement if for any.
 * @param from the nation whose records they are
 */
export async function previewFlow(
  agreement: Agreement,
  records: AsyncIterable<Sample> | Iterable<Sample>,
  from: string,
  at: number,
): Promise<Preview> {
  const terms = termsOf(agreement, true)
  const recipients = agreement.text.parties.filter((p) => p !== from)
  const flows = new Map<string, FlowCount>()
  const open = new Map<string, FlowCount>()
  const blocked = new Map<string, BlockCount>()
  let count = 0
  for await (const { type, label, records: alike = 1 } of records) {
    count += alike
    for (const recipient of recipients) {
      const answers = agreement.text.purposes.map((purpose) =>
        decide(terms, { label, type, purpose, from, recipient, at }),
      )
      const answer = answers.find((a) => a.flows) ?? fewest(answers)
      const group = { type, class: label.class, recipient }
      if (answer.flows) addFlow(flows, group, label, alike, answer.humanRelease)
      else if (answer.reasons.join() === 'release') addFlow(open, group, label, alike, answer.humanRelease)
      else for (const reason of answer.reasons) addBlock(blocked, { ...group, reason, records: alike })
    }
  }
  return { records: count, flows: sorted(flows), open: sorted(open), blocked: sorted(blocked) }
}

function fewest<T extends { readonly reasons: readonly Reason[] }>(answers: readonly T[]): T {
  return answers.reduce((a, b) => (b.reasons.length < a.reasons.length ? b : a))
}

function addFlow(
  flows: Map<string, FlowCount>,
  group: Pick<FlowCount, 'type' | 'class' | 'recipient'>,
  label: Label,
  alike: number,
  gate: boolean,
): void {
  const id = `${group.type}|${group.class}|${group.recipient}`
  const before = flows.get(id) ?? { ...group, records: 0, personal: 0, juvenile: 0, humanRelease: 0 }
  flows.set(id, {
    ...before,
    records: before.records + alike,
    personal: before.personal + alike * Number(label.personal),
    juvenile: before.juvenile + alike * Number(label.juvenile),
    humanRelease: before.humanRelease + alike * Number(gate),
  })
}

function addBlock(blocked: Map<string, BlockCount>, group: BlockCount): void {
  const id = `${group.type}|${group.class}|${group.recipient}|${group.reason}`
  blocked.set(id, { ...group, records: (blocked.get(id)?.records ?? 0) + group.records })
}

function sorted<T>(counts: ReadonlyMap<string, T>): T[] {
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}
