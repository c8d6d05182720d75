import type { Preview } from '../preview.ts'
import type { Clause, Translate } from '../print.ts'
import type { AgreementText } from '../text.ts'
import type { FlowChange } from './compare-flows.ts'

/**
 * A preview as a person reads it: what would flow, what would not and why, and what a new version changes. Counts, no content.
 * @param t looks up `network.<key>`
 */
export function printPreview(
  preview: Preview,
  changes: readonly FlowChange[] | null,
  t: Translate,
): Clause[] {
  const orNothing = (sentences: string[]): string[] =>
    sentences.length === 0 ? [t('preview.nothing')] : sentences
  const group = (g: { readonly type: string; readonly class: string; readonly recipient: string }) => {
    return { kind: g.type, class: t(`agreement.class.${g.class}`), recipient: g.recipient }
  }
  const flow = (f: Preview['flows'][number]): string => {
    const { records, personal, juvenile, humanRelease: gate } = f
    return t('preview.flow', { records, ...group(f), personal, juvenile, gate })
  }
  const blocked = preview.blocked.map((b) =>
    t('preview.block', { records: b.records, ...group(b), reason: t(`reason.${b.reason}`) }),
  )
  const clauses: Clause[] = [
    { heading: t('preview.flows'), sentences: orNothing(preview.flows.map(flow)) },
    { heading: t('preview.open'), sentences: orNothing(preview.open.map(flow)) },
    { heading: t('preview.blocked'), sentences: orNothing(blocked) },
  ]
  if (changes === null) return clauses
  const changed = changes.map((c) =>
    t(c.records > 0 ? 'preview.more' : 'preview.fewer', { records: Math.abs(c.records), ...group(c) }),
  )
  return [...clauses, { heading: t('preview.changes'), sentences: orNothing(changed) }]
}

/** Plain text of it, for a printer or a file. */
export function previewAsText(
  text: Pick<AgreementText, 'title'>,
  from: string,
  preview: Preview,
  changes: readonly FlowChange[] | null,
  t: Translate,
): string {
  const clauses = printPreview(preview, changes, t).map(
    ({ heading, sentences }) => `${heading}\n${sentences.map((s) => `   ${s}`).join('\n')}`,
  )
  const title = t('preview.title', { from, title: text.title })
  return `${title}\n${t('preview.counted', { records: preview.records })}\n\n${clauses.join('\n\n')}\n`
}
