import { must } from '@basinet/kernel/contract'
import { signKeys } from '../register/index.ts'
import type { TestNetwork } from '../register/test-network.ts'
import { addAction, addSignature, draftAgreement, type Agreement } from './agreement.ts'
import { nextAction } from './state.ts'
import { signAction, signAgreement, type AgreementAction } from './statements.ts'
import type { AgreementText } from './text.ts'

const INSTRUMENT = new Uint8Array(32).fill(7)

export function testText(
  parties: readonly string[],
  at: number,
  change: Partial<AgreementText> = {},
): AgreementText {
  const sorted = parties.toSorted()
  return {
    v: 1,
    id: '0192f3a0-0000-7000-8000-00000000a001',
    version: 1,
    title: 'Exchange of maritime sightings (test)',
    parties: sorted,
    givers: sorted,
    kinds: [
      { type: 'vessel-sighting', mode: 'full', fields: null },
      { type: 'person-note', mode: 'summary', fields: ['summary', 'crew.name'] },
      { type: 'watchlist', mode: 'hit', fields: null },
    ],
    purposes: ['counter-narcotics', 'search-and-rescue'],
    classCeiling: 'confidential',
    releaseCeiling: sorted,
    handling: ['law-enforcement'],
    personal: true,
    juvenile: false,
    onward: { rule: 'none', to: [] },
    retentionDays: null,
    leaseDays: 30,
    graceDays: 14,
    units: null,
    humanRelease: 'never',
    clocks: { acknowledgeHours: 4, answerHours: null, coreDataHours: null },
    emergency: null,
    legalBasis: ['Test instrument, article 1'],
    instrument: { hash: INSTRUMENT, name: 'signed.pdf', bytes: 1000 },
    validFrom: at - 86_400_000,
    validUntil: null,
    recallOnEnd: true,
    exercise: false,
    ...change,
  }
}

export function signatureOf(network: TestNetwork, text: AgreementText, party: string): Uint8Array {
  const stated = {
    party,
    signatory: `Minister of ${party}`,
    capacity: 'full powers',
    enablingLaw: `Act of ${party}, section 1`,
    at: network.at,
  }
  return signAgreement(text, text.instrument?.hash ?? INSTRUMENT, stated, network.member(party).signer)
}

export function actionOf(
  network: TestNetwork,
  text: AgreementText,
  party: string,
  action: AgreementAction['action'],
  n: number,
): Uint8Array {
  const stated = { party, n, action, reason: 'test', at: network.at }
  return signAction(text, stated, network.member(party).signer)
}

/** Signed and activated by every party. */
export function activeAgreement(network: TestNetwork, text: AgreementText): Agreement {
  const keys = signKeys(network.state, network.at)
  let agreement = must(draftAgreement(text))
  for (const party of text.parties)
    agreement = must(addSignature(agreement, signatureOf(network, text, party), keys))
  for (const party of text.parties)
    agreement = must(addAction(agreement, actionOf(network, text, party, 'activate', 1), keys))
  return agreement
}

export function act(
  network: TestNetwork,
  agreement: Agreement,
  party: string,
  action: AgreementAction['action'],
): Agreement {
  const signed = actionOf(network, agreement.text, party, action, nextAction(agreement, party))
  return must(addAction(agreement, signed, signKeys(network.state, network.at)))
}
