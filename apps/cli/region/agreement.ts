import { createHash, randomUUID } from 'node:crypto'
import { must } from '@basinet/kernel/contract'
import {
  addAction,
  addSignature,
  draftAgreement,
  signAction,
  signAgreement,
  type Agreement,
  type AgreementText,
} from '@basinet/network/agreements'
import type { OwnKeys } from '@basinet/network/node'
import type { KeyLookup } from '@basinet/network/wire'

const PAPER = 'Demonstration: no paper was signed. For exercises only.'

/** What a demonstration region agrees: sightings of its watches, for exercises only, and nothing that would bind anybody. */
function demonstrationText(parties: readonly string[], at: number): AgreementText {
  const sorted = parties.toSorted()
  const paper = Buffer.from(PAPER)
  return {
    v: 1,
    id: randomUUID(),
    version: 1,
    title: 'Demonstration: exchange of maritime observations (exercise)',
    parties: sorted,
    givers: sorted,
    kinds: [
      { type: 'watch-log-entry', mode: 'full', fields: null },
      { type: 'hand-contact', mode: 'full', fields: null },
      { type: 'picture-alert', mode: 'full', fields: null },
      { type: 'own-area', mode: 'full', fields: null },
      { type: 'track-share', mode: 'full', fields: null },
      { type: 'contact-handover', mode: 'full', fields: null },
      { type: 'handover-answer', mode: 'full', fields: null },
      { type: 'watch-message', mode: 'full', fields: null },
      { type: 'information-request', mode: 'full', fields: null },
      { type: 'information-answer', mode: 'full', fields: null },
      { type: 'conversion-request', mode: 'full', fields: null },
      { type: 'conversion-decision', mode: 'full', fields: null },
      { type: 'seizure', mode: 'hit', fields: null },
      { type: 'ballistic-specimen', mode: 'hit', fields: null },
    ],
    purposes: ['ballistic-examination', 'maritime-security', 'search-and-rescue'],
    classCeiling: 'confidential',
    releaseCeiling: sorted,
    handling: [],
    personal: true,
    juvenile: false,
    onward: { rule: 'none', to: [] },
    retentionDays: 90,
    leaseDays: 30,
    graceDays: 14,
    units: null,
    humanRelease: 'always',
    clocks: { acknowledgeHours: 4, answerHours: null, coreDataHours: 48 },
    emergency: null,
    legalBasis: ['None: a demonstration'],
    instrument: {
      hash: new Uint8Array(createHash('sha256').update(paper).digest()),
      name: 'demonstration.txt',
      bytes: paper.length,
    },
    validFrom: at - 3_600_000,
    validUntil: null,
    recallOnEnd: true,
    exercise: true,
  }
}

/** Signed and activated by every nation, each with its own key. */
export function demonstrationAgreement(
  keys: readonly OwnKeys[],
  keyOf: KeyLookup,
  at: number,
  terms: Partial<AgreementText> = {},
): Agreement {
  const signers = keys.map(({ sign }) => sign[0]!.key)
  const nations = signers.map((s) => s.nation)
  const text = { ...demonstrationText(nations, at), ...terms }
  let agreement = must(draftAgreement(text))
  for (const signer of signers) {
    const party = signer.nation
    const stated = {
      party,
      signatory: 'Demonstration',
      capacity: 'none',
      enablingLaw: 'None: a demonstration',
      at,
    }
    const signed = signAgreement(text, text.instrument!.hash, stated, signer)
    agreement = must(addSignature(agreement, signed, keyOf))
    const act = { party, n: 1, action: 'activate', reason: 'demonstration', at } as const
    agreement = must(addAction(agreement, signAction(text, act, signer), keyOf))
  }
  return agreement
}
