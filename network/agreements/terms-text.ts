import { fail, ok, type Result } from '@basinet/kernel/contract'
import { readShape } from '../wire/index.ts'
import type { Terms } from './terms.ts'
import { agreementShape, checkText, type AgreementText } from './text.ts'

/** What a text has beside its terms. */
export type TextName = Pick<AgreementText, 'id' | 'version' | 'instrument'>

/** Where each field of a text stands among the terms. */
const PLACE: Readonly<Record<string, string>> = {
  title: 'title',
  legalBasis: 'basis.legalBasis',
  validFrom: 'basis.validFrom',
  validUntil: 'basis.validUntil',
  exercise: 'basis.exercise',
  parties: 'sides.parties',
  givers: 'sides.givers',
  units: 'sides.units',
  kinds: 'subject.kinds',
  purposes: 'subject.purposes',
  classCeiling: 'subject.classCeiling',
  handling: 'subject.handling',
  personal: 'subject.personal',
  juvenile: 'subject.juvenile',
  humanRelease: 'release.humanRelease',
  releaseCeiling: 'release.releaseCeiling',
  'onward.rule': 'release.onward',
  'onward.to': 'release.onwardTo',
  leaseDays: 'copies.leaseDays',
  graceDays: 'copies.graceDays',
  retentionDays: 'copies.retentionDays',
  recallOnEnd: 'copies.recallOnEnd',
  clocks: 'clocks',
  emergency: 'emergency',
}

/** `kinds[1].fields[0]` of a text → `terms.subject.kinds.1.fields.0`. */
export function placeOf(field: string): string {
  const plain = field.replaceAll(/\[(\d+)\]/g, '.$1')
  const name = Object.keys(PLACE).find((known) => plain === known || plain.startsWith(`${known}.`))
  return name === undefined ? 'terms' : `terms.${PLACE[name] ?? ''}${plain.slice(name.length)}`
}

const set = (words: readonly string[]): string[] => [...new Set(words)].sort()
const orNull = <T>(list: readonly T[]): T[] | null => (list.length === 0 ? null : [...list])
const ms = (iso: string): number => Date.parse(iso)
const iso = (at: number): string => new Date(at).toISOString()

/** The same without asking whether it can be signed. */
export function assembleText(terms: Terms, name: TextName): AgreementText {
  const { basis, sides, subject, release, copies, clocks } = terms
  return {
    v: 1,
    ...name,
    title: terms.title,
    parties: set(sides.parties),
    givers: set(sides.givers),
    kinds: subject.kinds.map(({ type, mode, fields }) => ({ type, mode, fields: orNull(fields) })),
    purposes: set(subject.purposes),
    classCeiling: subject.classCeiling,
    releaseCeiling: set(release.releaseCeiling),
    handling: set(subject.handling),
    personal: subject.personal,
    juvenile: subject.juvenile,
    onward: { rule: release.onward, to: set(release.onwardTo) },
    retentionDays: copies.retentionDays,
    leaseDays: copies.leaseDays,
    graceDays: copies.graceDays,
    units: orNull(sides.units),
    humanRelease: release.humanRelease,
    clocks,
    emergency: terms.emergency,
    legalBasis: basis.legalBasis,
    validFrom: ms(basis.validFrom),
    validUntil: basis.validUntil === null ? null : ms(basis.validUntil),
    recallOnEnd: copies.recallOnEnd,
    exercise: basis.exercise,
  }
}

/**
 * The text that is signed. Errors: `agreement.shape` (a field is not of the form the protocol asks for) and
 * `agreement.text.<finding>`, each naming the field of the terms.
 */
export function textOf(terms: Terms, name: TextName): Result<AgreementText> {
  const text = assembleText(terms, name)
  const read = readShape(agreementShape, text as never)
  if (!read.ok) return fail('agreement.shape', read.error.message, placeOf(read.error.field ?? ''))
  const [first, ...more] = checkText(text)
  if (first === undefined) return ok(text)
  const others = more.length === 0 ? '' : `; and ${more.map((f) => `${f.field}: ${f.code}`).join(', ')}`
  return fail(`agreement.text.${first.code}`, `${first.field}: ${first.code}${others}`, placeOf(first.field))
}

/** The terms of a text, for people to read and to begin a new version from. */
export function termsOfText(text: AgreementText): Terms {
  return {
    title: text.title,
    basis: {
      legalBasis: text.legalBasis,
      validFrom: iso(text.validFrom),
      validUntil: text.validUntil === null ? null : iso(text.validUntil),
      exercise: text.exercise,
    },
    sides: {
      parties: text.parties,
      givers: text.givers,
      units: (text.units ?? []).map((u) => ({ ...u })),
    },
    subject: {
      kinds: text.kinds.map(({ type, mode, fields }) => ({ type, mode, fields: fields ?? [] })),
      purposes: text.purposes,
      classCeiling: text.classCeiling,
      handling: text.handling,
      personal: text.personal,
      juvenile: text.juvenile,
    },
    release: {
      humanRelease: text.humanRelease,
      releaseCeiling: text.releaseCeiling,
      onward: text.onward.rule,
      onwardTo: text.onward.to,
    },
    copies: {
      leaseDays: text.leaseDays,
      graceDays: text.graceDays,
      retentionDays: text.retentionDays,
      recallOnEnd: text.recallOnEnd,
    },
    clocks: { ...text.clocks },
    emergency: text.emergency,
  }
}
