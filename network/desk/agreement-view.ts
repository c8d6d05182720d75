import type { Core } from '@basinet/kernel/record'
import type { AgreementDossier } from '../agreements/contract.ts'
import { findingsOf, type TermsFinding } from '../agreements/findings.ts'
import { paperOf, stateOf, suspendedBy, termsOfText, type AgreementState } from '../agreements/index.ts'
import type { Terms } from '../agreements/terms.ts'
import { toHex } from '../wire/index.ts'
import { otherVersions, type About } from './agreement-of.ts'

/** One party, and what it has done with the text. */
export interface PartyRow {
  readonly nation: string
  readonly signed: {
    readonly signatory: string
    readonly capacity: string
    readonly enablingLaw: string
    readonly paper: string
    readonly at: string
  } | null
  /** It says that the signed paper lies in its files. */
  readonly filed: boolean
  readonly suspends: boolean
}

export interface ActRow {
  readonly party: string
  readonly action: string
  readonly reason: string
  readonly at: string
}

/** Everything a lawyer looks at before signing. */
export interface AgreementView {
  readonly hash: string | null
  readonly number: string
  readonly version: number
  readonly terms: Terms
  readonly state: AgreementState | AgreementDossier['state']
  readonly parties: readonly PartyRow[]
  /** SHA-256 of the paper the signatures bind to; they may differ, and then nothing is in force. */
  readonly paper: { readonly state: 'none' | 'one' | 'differ'; readonly sha256: string | null }
  readonly acts: readonly ActRow[]
  readonly dossier: {
    readonly id: string
    readonly rev: number
    readonly state: AgreementDossier['state']
  } | null
  readonly ownPaper: AgreementDossier['paper']
  readonly versions: readonly { readonly hash: string; readonly version: number }[]
  readonly follows: string | null
  /** What stands against offering a draft. */
  readonly findings: readonly TermsFinding[]
}

export function viewOf(core: Core, about: About): AgreementView {
  const { agreement, dossier, text, hash } = about
  const terms = termsOfText(text)
  const versions = otherVersions(about)
  const paper = agreement === null ? 'none' : paperOf(agreement)
  return {
    hash,
    number: text.id,
    version: text.version,
    terms,
    state: agreement === null ? (dossier?.body.state ?? 'draft') : stateOf(agreement),
    parties: text.parties.map((nation) => partyRow(about, nation)),
    paper:
      paper instanceof Uint8Array
        ? { state: 'one', sha256: toHex(paper) }
        : { state: paper, sha256: text.instrument === null ? null : toHex(text.instrument.hash) },
    acts: actsOf(about),
    dossier: dossier === null ? null : { id: dossier.id, rev: dossier.rev, state: dossier.body.state },
    ownPaper: dossier?.body.paper ?? null,
    versions,
    follows: dossier?.body.follows ?? versions.findLast((v) => v.version < text.version)?.hash ?? null,
    findings: agreement === null ? findingsOf(terms, groundOf(core, about.held.members)) : [],
  }
}

export function groundOf(core: Core, members: readonly string[]) {
  const { nation: me, mode, registry } = core
  return { me, mode, members, record: (type: string) => registry.record(type) }
}

const iso = (at: number): string => new Date(at).toISOString()

function partyRow({ agreement }: About, nation: string): PartyRow {
  const signed = agreement?.signatures.get(nation)?.value
  const acts = agreement === null ? [] : [...agreement.actions.values()].map((a) => a.value)
  return {
    nation,
    signed:
      signed === undefined
        ? null
        : {
            signatory: signed.signatory,
            capacity: signed.capacity,
            enablingLaw: signed.enablingLaw,
            paper: toHex(signed.instrument),
            at: iso(signed.at),
          },
    filed: acts.some((a) => a.party === nation && a.action === 'activate'),
    suspends: agreement !== null && suspendedBy(agreement).includes(nation),
  }
}

function actsOf({ agreement }: About): ActRow[] {
  if (agreement === null) return []
  return [...agreement.actions.values()]
    .map(({ value }) => value)
    .toSorted((a, b) => b.at - a.at || b.n - a.n)
    .map(({ party, action, reason, at }) => ({ party, action, reason, at: iso(at) }))
}
