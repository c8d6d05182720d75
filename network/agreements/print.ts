import { toHex } from '../wire/index.ts'
import { agreementHash } from './statements.ts'
import type { AgreementText } from './text.ts'

/** Looks up `network.agreement.<key>` in the reader's language and puts the values in. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** One printed clause: a heading and its sentences. */
export interface Clause {
  readonly heading: string
  readonly sentences: readonly string[]
}

/**
 * The text of an agreement as a lawyer reads it. Every field of the data has its sentence; the last clause carries the hash
 * that the signatures name, so that paper and data can be held against each other.
 */
export function printAgreement(text: AgreementText, t: Translate): Clause[] {
  const clause = (key: string, ...sentences: string[]): Clause => ({
    heading: t(`heading.${key}`),
    sentences,
  })
  const when = text.validUntil === null ? 'open' : 'until'
  const validity = t(`validity.${when}`, { from: day(text.validFrom), until: day(text.validUntil) })
  const parties = [
    t('parties', { parties: text.parties.join(', ') }),
    t('givers', { givers: text.givers.join(', ') }),
  ]
  return [
    clause('parties', ...parties, ...(text.exercise ? [t('exercise')] : [])),
    clause('basis', ...text.legalBasis),
    clause('kinds', ...text.kinds.map((kind) => kindSentence(kind, t))),
    clause('purposes', t('purposes', { purposes: text.purposes.join(', ') })),
    clause('limits', ...limits(text, t)),
    clause('onward', onwardSentence(text, t), t('ceiling', { nations: text.releaseCeiling.join(', ') })),
    clause('copies', ...copies(text, t)),
    clause('readers', ...readers(text, t), t(`release.${text.humanRelease}`)),
    clause('clocks', ...clocks(text, t)),
    ...(text.emergency === null ? [] : [clause('emergency', text.emergency)]),
    clause('validity', validity, t(text.recallOnEnd ? 'recall-on-end' : 'no-recall-on-end')),
    clause('identity', ...identity(text, t)),
  ]
}

/** Plain text, numbered, for a printer or a file. */
export function asPlainText(text: AgreementText, t: Translate): string {
  const clauses = printAgreement(text, t).map(
    (c, i) => `${i + 1}. ${c.heading}\n${c.sentences.map((s) => `   ${s}`).join('\n')}`,
  )
  return `${text.title}\n\n${clauses.join('\n\n')}\n`
}

function day(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10)
}

function kindSentence(kind: AgreementText['kinds'][number], t: Translate): string {
  if (kind.mode === 'hit') return t('kind.hit', { kind: kind.type })
  return kind.fields === null
    ? t(`kind.${kind.mode}.all`, { kind: kind.type })
    : t(`kind.${kind.mode}.fields`, { kind: kind.type, fields: kind.fields.join(', ') })
}

function limits(text: AgreementText, t: Translate): string[] {
  return [
    t('class-ceiling', { class: t(`class.${text.classCeiling}`) }),
    text.handling.length === 0 ? t('no-caveats') : t('caveats', { caveats: text.handling.join(', ') }),
    t(text.personal ? 'personal' : 'no-personal'),
    t(text.juvenile ? 'juvenile' : 'no-juvenile'),
  ]
}

function onwardSentence(text: AgreementText, t: Translate): string {
  return t(`onward.${text.onward.rule}`, { nations: text.onward.to.join(', ') })
}

function copies(text: AgreementText, t: Translate): string[] {
  return [
    t('lease', { days: text.leaseDays }),
    t('grace', { days: text.graceDays }),
    text.retentionDays === null ? t('no-retention') : t('retention', { days: text.retentionDays }),
  ]
}

function readers(text: AgreementText, t: Translate): string[] {
  if (text.units === null) return [t('any-unit')]
  return text.units.map(({ nation, unit, vetted }) => t(vetted ? 'unit-vetted' : 'unit', { nation, unit }))
}

function clocks(text: AgreementText, t: Translate): string[] {
  return Object.entries(text.clocks).map(([name, hours]) =>
    hours === null ? t(`clock.${name}.none`) : t(`clock.${name}`, { hours }),
  )
}

function identity(text: AgreementText, t: Translate): string[] {
  const { instrument } = text
  return [
    instrument === null
      ? t('no-instrument')
      : t('instrument', { name: instrument.name, hash: toHex(instrument.hash) }),
    t('identity', { id: text.id, version: text.version, hash: toHex(agreementHash(text)) }),
  ]
}
