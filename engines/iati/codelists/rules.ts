import { ByteSet } from './byte-set.ts'
import codes from './codes.json' with { type: 'json' }
import mapping from './mapping.json' with { type: 'json' }

/**
 * IATI 2.03 codelists and the places they hold (IATI-Codelists `mapping.xml`; rule ids of the IATI validator's list of rules).
 * Not here, because the published lists are too large or not part of the release: FileFormat, LocationType.
 */
export interface CodeRule {
  readonly id: string
  readonly list: string
  readonly codes: ByteSet
  /** Vocabularies the rule holds for; `none` with no vocabulary given. Null: always. */
  readonly vocabularies: readonly string[] | null
  readonly none: boolean
}

const sets = new Map<string, ByteSet>()

function setOf(list: string): ByteSet {
  let set = sets.get(list)
  if (set === undefined) {
    set = new ByteSet(((codes as Record<string, string>)[list] ?? '').split(' '))
    sets.set(list, set)
  }
  return set
}

/** Rules by `path/@attribute` or `path/text()`; the path begins with iati-activities, iati-activity and so on. */
export function codeRules(): ReadonlyMap<string, readonly CodeRule[]> {
  const rules = new Map<string, CodeRule[]>()
  for (const [id = '', path = '', list = '', condition = ''] of mapping) {
    const vocabulary = /^@vocabulary = '([^']*)'( or none)?$/.exec(condition)
    if (condition !== '' && vocabulary === null) throw new Error(`BUG: condition ${condition}`)
    const rule = {
      id,
      list,
      codes: setOf(list),
      vocabularies: vocabulary === null ? null : [vocabulary[1] ?? ''],
      none: vocabulary?.[2] !== undefined,
    }
    rules.set(path, [...(rules.get(path) ?? []), rule])
  }
  return rules
}

/** xs:lang of any element (rule 9.95.1). */
export const LANGUAGE_RULE: CodeRule = {
  id: '9.95.1',
  list: 'Language',
  codes: setOf('Language'),
  vocabularies: null,
  none: true,
}

/** Codes of the country list, with which the prefix of an organisation identifier may begin. */
export const countryCodes = (): readonly string[] => codes.Country.split(' ')
