import { CLASSES } from '@basinet/kernel/contract'
import {
  bool,
  bytes,
  exactly,
  HASH_BYTES,
  instant,
  list,
  map,
  nation,
  nullable,
  oneOf,
  sortedSet,
  text,
  typeName,
  uint,
  uuid,
  type ShapeOf,
} from '../wire/index.ts'

const PARTIES_MAX = 64
const DAYS_MAX = 36_500
const HOURS_MAX = 87_600
const word = text(64, /^[\p{L}\p{N}][\p{L}\p{N}\p{P} ]*$/u)
/** A field of a body: `vessel.name`; the elements of a list are meant all alike: `crew.name`. */
const path = text(200, /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z][a-zA-Z0-9]*)*$/)

/** How a kind of record is shared: only whether there is one, some fields of it, or the record. */
export const MODES = ['hit', 'summary', 'full'] as const

const kind = map({
  type: typeName,
  mode: oneOf(...MODES),
  /** Fields that flow; null means all of them. A summary names its fields. */
  fields: nullable(list(path, 200, 1)),
})
export type AgreementKind = ShapeOf<typeof kind>

const clockHours = nullable(uint(HOURS_MAX, 1))

/** The text of an agreement, as data. It is what the parties sign, hash for hash beside the paper instrument. */
export const agreementShape = map({
  v: exactly(1),
  id: uuid,
  version: uint(65_535, 1),
  title: text(200),
  parties: sortedSet(nation, PARTIES_MAX, 2),
  /** Parties that may send under it; all of them when it is reciprocal. */
  givers: sortedSet(nation, PARTIES_MAX, 1),
  kinds: list(kind, 200, 1),
  /** Purposes for which what flows may be used. */
  purposes: sortedSet(word, 64, 1),
  classCeiling: oneOf(...CLASSES),
  /** Nations beyond which no copy may go, whoever hands it on. */
  releaseCeiling: sortedSet(nation, PARTIES_MAX, 2),
  /** Caveats the parties undertake to honour; what carries another does not flow. */
  handling: sortedSet(word, 64),
  personal: bool,
  juvenile: bool,
  onward: map({ rule: oneOf('none', 'ask-owner', 'listed'), to: sortedSet(nation, PARTIES_MAX) }),
  /** Days after which a recipient erases its copy; null: until the owner's label says so. */
  retentionDays: nullable(uint(DAYS_MAX, 1)),
  /** Days a copy may be read without a renewal, and further days for a node that is cut off. */
  leaseDays: uint(DAYS_MAX, 1),
  graceDays: uint(DAYS_MAX),
  /** Units that may read, each at its nation; null: any unit. `vetted` asks for an unexpired vetting. */
  units: nullable(list(map({ nation, unit: word, vetted: bool }), 500, 1)),
  /** Whether a person releases each record, each that is about persons, or none. */
  humanRelease: oneOf('always', 'personal', 'never'),
  /** Hours to acknowledge a request, to answer it, and to give core data after a confirmed hit; null: not agreed. */
  clocks: map({ acknowledgeHours: clockHours, answerHours: clockHours, coreDataHours: clockHours }),
  /** What the parties agreed for emergencies, for people to apply; no rule here is loosened by it. */
  emergency: nullable(text(2000)),
  /** Treaty, act or memorandum it rests on, with the article. */
  legalBasis: list(text(500), 50, 1),
  /** The paper that was signed: SHA-256 of the scanned file, and its name. */
  instrument: nullable(map({ hash: bytes(HASH_BYTES), name: text(200), bytes: uint() })),
  validFrom: instant,
  validUntil: nullable(instant),
  /** Everything shared under it is recalled when it ends. */
  recallOnEnd: bool,
  /** For exercises only: carries nothing but exercise records. Others carry none. */
  exercise: bool,
})
export type AgreementText = ShapeOf<typeof agreementShape>

/** One thing that keeps a text from being signed: the field and a message key with its values. */
export interface Finding {
  readonly field: string
  readonly code: string
}

/** What is contradictory in a text, all of it at once; empty when it can be signed. */
export function checkText(agreement: AgreementText): Finding[] {
  const found: Finding[] = []
  const say = (field: string, code: string, wrong: boolean): void => {
    if (wrong) found.push({ field, code })
  }
  const { parties, releaseCeiling, kinds, onward, validUntil } = agreement
  say('givers', 'not-a-party', !agreement.givers.every((n) => parties.includes(n)))
  say('releaseCeiling', 'misses-a-party', !parties.every((n) => releaseCeiling.includes(n)))
  say('onward.to', 'above-ceiling', !onward.to.every((n) => releaseCeiling.includes(n)))
  say('onward.to', 'list-without-rule', onward.rule !== 'listed' && onward.to.length > 0)
  say('onward.to', 'rule-without-list', onward.rule === 'listed' && onward.to.length === 0)
  say('kinds', 'repeated', new Set(kinds.map((k) => k.type)).size !== kinds.length)
  say(
    'kinds',
    'summary-without-fields',
    kinds.some((k) => k.mode === 'summary' && k.fields === null),
  )
  say('validUntil', 'ends-before-it-begins', validUntil !== null && validUntil <= agreement.validFrom)
  say('units', 'not-a-party', agreement.units?.some((u) => !parties.includes(u.nation)) === true)
  say('juvenile', 'is-personal', agreement.juvenile && !agreement.personal)
  return found
}
