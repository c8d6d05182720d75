import { nameOf } from '../../i18n/use.ts'
import { i18nState } from '../../i18n/i18n.ts'
import { useStore } from '../../state/store.ts'

/** Which words of a type's title are declared ones (`EX-7 drug`, `sighting: …`), and the field whose words they are. */
const DECLARED_WORDS: Readonly<Record<string, { field: string; at: 'first' | 'rest' }>> = {
  exhibit: { field: 'category', at: 'rest' },
  seizure: { field: 'items.kind', at: 'rest' },
  'custody-event': { field: 'kind', at: 'rest' },
  'data-subject-request': { field: 'kind', at: 'first' },
  'sar-log': { field: 'kind', at: 'first' },
  'hand-contact': { field: 'kind', at: 'first' },
  'print-search': { field: 'kind', at: 'first' },
  'print-examination': { field: 'seat', at: 'first' },
  'print-competence': { field: 'task', at: 'first' },
  'ballistic-surface': { field: 'area', at: 'first' },
  'ballistic-image': { field: 'shows', at: 'first' },
  'ballistic-search': { field: 'state', at: 'first' },
  'ballistic-comparison': { field: 'state', at: 'first' },
  'ballistic-examination': { field: 'seat', at: 'first' },
  'probe-request': { field: 'kind', at: 'first' },
  'conversion-decision': { field: 'decision', at: 'rest' },
  'ledger-entry': { field: 'basis', at: 'rest' },
}

const kebab = (title: string): string => title.replaceAll(/[^a-z]+/g, '-')

/**
 * Titles are stored as the node wrote them and cannot be in the reader's language: what of them is a declared word, a
 * rule's name (`distress.sart 970123456`) or a command is shown in the reader's words.
 * @param type of the record; without it only rules are known
 */
export function readableTitle(title: string, type = ''): string {
  if (type === 'approval') return nameOf(`command.${title}.name`, title)
  if (type === 'break-glass') return nameOf(`record.break-glass.title.${kebab(title)}`, title)
  const [first = '', ...rest] = title.split(' ')
  const rule = nameOf(`rule.${first}.name`, '')
  if (rule !== '') return [rule, ...rest].join(' ')
  const declared = DECLARED_WORDS[type]
  if (declared === undefined) return title
  const word = (text: string): string => {
    const bare = text.replace(/[,:]$/, '')
    const shared = nameOf(`value.${declared.field}.${bare}`, bare)
    return nameOf(`record.${type}.value.${declared.field}.${bare}`, shared) + text.slice(bare.length)
  }
  return declared.at === 'first' ? [word(first), ...rest].join(' ') : [first, ...rest.map(word)].join(' ')
}

export function useReadableTitle(): (title: string, type?: string) => string {
  useStore(i18nState)
  return readableTitle
}
