import type { Need, NeedsSource } from '@basinet/kernel/http'
import { readAs } from '@basinet/kernel/http'
import type { BodyOf } from '@basinet/kernel/contract'
import { listRecords } from '@basinet/kernel/record'
import { pictureAlert } from './contract/picture-alert.ts'
import { sarLog } from './contract/sar-log.ts'
import { watchHandover } from './contract/watch-handover.ts'

const SHOWN_MAX = 50
const PICTURE = '/1-maritime/picture'

/** Open distress cases, alerts and a hand-over that waits for its relief. */
export const pictureNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  if (!types.includes('picture-alert')) return []
  return readAs(core, subject, async (tx) => {
    const state = (value: string) => ({
      filters: [{ name: 'state', op: 'eq' as const, value }],
      limit: SHOWN_MAX,
    })
    const alerts = await listRecords<BodyOf<typeof pictureAlert>>(tx, pictureAlert, state('open'))
    const cases = await listRecords<BodyOf<typeof sarLog>>(tx, sarLog, state('open'))
    const handovers = await listRecords<BodyOf<typeof watchHandover>>(
      tx,
      watchHandover,
      state('offered'),
    )
    if (!alerts.ok || !cases.ok || !handovers.ok) throw new Error('BUG: the watch could not be listed')
    return [
      ...cases.value.items.map((r): Need => ({
        kind: 'task',
        title: { key: 'needs.sar-log', params: { title: r.title } },
        at: r.createdAt,
        severity: 'critical',
        link: `${PICTURE}/sar-log/${r.id}`,
      })),
      ...handovers.value.items
        .filter((r) => r.body.outgoing !== subject.person)
        .map((r): Need => ({
          kind: 'handover',
          title: { key: 'needs.handover', params: { count: r.body.items.length } },
          at: r.createdAt,
          severity: 'warning',
          link: `${PICTURE}/watch-handover/${r.id}`,
        })),
      ...alerts.value.items.map((r): Need => ({
        kind: 'alert',
        title: { key: 'needs.alert', params: { title: r.title } },
        at: r.createdAt,
        severity: r.body.severity,
        link: `${PICTURE}/picture-alert/${r.id}`,
      })),
    ]
  })
}
