import type { BodyOf } from '@basinet/kernel/contract'
import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { printComparison } from './contract/comparison.ts'
import { printCompetence } from './contract/competence.ts'
import { EXAMINER, MANAGER } from './contract/words.ts'
import { readFound } from './store.ts'

const SHOWN_MAX = 50
const BENCH = '/2-law-enforcement/fingerprints'
/** A competence is called for this long before it runs out. */
const AHEAD_MS = 30 * 86_400_000

/** Comparisons that wait for a second examiner or a third, what the node found by itself, one's own competence running out. */
export const fingerprintNeeds: NeedsSource = async (core, subject) => {
  if (!subject.roles.includes(EXAMINER)) return []
  return readAs(core, subject, async (tx) => {
    const page = await listRecords<BodyOf<typeof printComparison>>(tx, printComparison, {
      filters: [{ name: 'state', op: 'in', value: ['waiting', 'disagreed'] }],
      limit: SHOWN_MAX,
    })
    const own = await listRecords<BodyOf<typeof printCompetence>>(tx, printCompetence, {
      filters: [
        { name: 'examiner', op: 'eq', value: subject.person },
        { name: 'state', op: 'eq', value: 'current' },
        { name: 'validUntil', op: 'lte', value: new Date(tx.at.getTime() + AHEAD_MS).toISOString() },
      ],
      sort: 'validUntil',
      limit: SHOWN_MAX,
    })
    if (!page.ok || !own.ok) throw new Error('BUG: the bureau could not be listed')
    const waiting = page.value.items.filter(
      ({ body }) =>
        body.firstBy !== subject.person &&
        body.secondBy !== subject.person &&
        (body.state === 'disagreed' || !subject.roles.includes(MANAGER)),
    )
    return [
      ...waiting.map((r): Need => ({
        kind: 'review',
        title: { key: `needs.fingerprints.${r.body.state}`, params: {} },
        at: r.updatedAt,
        severity: r.body.state === 'disagreed' ? 'warning' : 'info',
        link: `${BENCH}?comparison=${r.id}`,
      })),
      ...(await readFound(tx, SHOWN_MAX)).map((found): Need => ({
        kind: 'alert',
        title: { key: `needs.fingerprints.${found.kind}`, params: { number: found.number ?? '–' } },
        at: found.at,
        severity: found.kind === 'card-to-marks' ? 'critical' : 'warning',
        link: `${BENCH}?search=${found.id}`,
      })),
      ...own.value.items.map((r): Need => ({
        kind: 'deadline',
        title: { key: 'needs.fingerprints.competence', params: { day: r.body.validUntil.slice(0, 10) } },
        at: r.createdAt,
        dueAt: r.body.validUntil,
        severity: Date.parse(r.body.validUntil) <= tx.at.getTime() ? 'warning' : 'info',
        link: `${BENCH}/print-competence/${r.id}`,
      })),
    ]
  })
}
