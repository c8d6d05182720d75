import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import { readAs } from '@basinet/kernel/http'
import { readRecord, type Core } from '@basinet/kernel/record'
import { agreement as dossierType, type AgreementDossier } from '../agreements/contract.ts'
import { assembleText } from '../agreements/terms-text.ts'
import { readHeld, type Held } from '../agreements/held.ts'
import type { Agreement, AgreementText } from '../agreements/index.ts'
import { fromHex, toHex } from '../wire/index.ts'

/** An agreement that a page is about: what the parties hold, the dossier here, or both. */
export interface About {
  readonly held: Held
  readonly agreement: Agreement | null
  readonly dossier: { readonly id: string; readonly rev: number; readonly body: AgreementDossier } | null
  readonly text: AgreementText
  readonly hash: string | null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Finds an agreement by the hash of its text or by the id of a dossier, which the reader must be able to read. Errors:
 * `http.absent`, `network.absent`.
 */
export async function agreementOf(core: Core, subject: Subject, of: string): Promise<Result<About>> {
  const held = await readHeld(core)
  if (!held.ok) return held
  const dossier = UUID.test(of)
    ? await dossierById(core, subject, of)
    : await dossierByHash(core, subject, of)
  if (UUID.test(of) && dossier === null) return fail('http.absent', `no agreement ${of}`)
  const hash = UUID.test(of) ? (dossier?.body.hash ?? null) : of
  const agreement = hash === null ? null : (held.value.find(hash) ?? null)
  if (agreement === null && dossier === null) return fail('http.absent', 'no agreement of this hash')
  const text = agreement?.text ?? textOfDossier(dossier!.body)
  return ok({ held: held.value, agreement, dossier, text, hash })
}

function textOfDossier({ terms, number, edition, instrument }: AgreementDossier): AgreementText {
  const named = instrument === null ? null : { ...instrument, hash: fromHex(instrument.hash) }
  return assembleText(terms, { id: number, version: edition, instrument: named })
}

function dossierById(core: Core, subject: Subject, id: string): Promise<About['dossier']> {
  if (!mayRead(core, subject)) return Promise.resolve(null)
  return readAs(core, subject, (tx) => readRecord<AgreementDossier>(tx, dossierType, id))
}

/** Dossiers by the hash of their text; none for a reader who may read none. */
async function dossiersByHash(
  core: Core,
  subject: Subject,
): Promise<ReadonlyMap<string, { readonly id: string; readonly state: AgreementDossier['state'] }>> {
  if (!mayRead(core, subject)) return new Map()
  const { rows } = await readAs(core, subject, (tx) =>
    tx.client.query<{ id: string; hash: string; state: AgreementDossier['state'] }>(
      'SELECT id, f_hash AS hash, f_state AS state FROM basinet.r_agreement WHERE f_hash IS NOT NULL ORDER BY updated_at LIMIT 2000',
    ),
  )
  return new Map(rows.map(({ hash, ...rest }) => [hash, rest]))
}

async function dossierByHash(core: Core, subject: Subject, hash: string): Promise<About['dossier']> {
  const id = (await dossiersByHash(core, subject)).get(hash)?.id
  return id === undefined ? null : dossierById(core, subject, id)
}

const mayRead = (core: Core, subject: Subject): boolean =>
  core.registry.typesOf(subject.roles).includes(dossierType.type)

/** Other versions of the same agreement that the parties hold, by version. */
export function otherVersions({ held, text, hash }: About): { hash: string; version: number }[] {
  return held.agreements
    .filter((a) => a.text.id === text.id && toHex(a.hash) !== hash)
    .map((a) => ({ hash: toHex(a.hash), version: a.text.version }))
    .toSorted((a, b) => a.version - b.version)
}
