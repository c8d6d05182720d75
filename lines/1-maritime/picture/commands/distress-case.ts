import { ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext } from '@basinet/kernel/record'
import type { PictureAlert } from '../contract/picture-alert.ts'
import { SAR_ENTRIES_MAX, sarLog, type SarLog } from '../contract/sar-log.ts'

type Raised = Pick<PictureAlert, 'rule' | 'mmsi' | 'name' | 'position' | 'at' | 'why'>

const KINDS: Readonly<Record<string, SarLog['kind']>> = {
  'distress.sart': 'sart',
  'distress.status': 'sart',
  'distress.mob': 'mob',
  'distress.epirb': 'epirb',
  'distress.text': 'safety-text',
}

/**
 * The search-and-rescue log of a distress alert: the open one of the same beacon, which gets a line more, or a new one.
 * Returns its id.
 */
export async function caseOf(
  ctx: CommandContext<PictureAlert>,
  alertId: string,
  raised: Raised,
): Promise<Result<string>> {
  const open = raised.mmsi === null ? null : await openCase(ctx, raised.mmsi)
  const entry = {
    at: raised.at,
    by: ctx.subject.person,
    text: lineOf(raised),
    position: raised.position,
  }
  if (open !== null) {
    const entries = [...open.body.entries, entry].slice(0, SAR_ENTRIES_MAX)
    const written = await ctx.amend(sarLog, open.id, open.rev, { ...open.body, entries })
    return written.ok ? ok(written.value.id) : written
  }
  const made = await ctx.create(sarLog, {
    kind: KINDS[raised.rule] ?? 'other',
    subject: raised.name ?? (raised.mmsi === null ? 'identity not given here' : `MMSI ${raised.mmsi}`),
    beacon: raised.mmsi,
    position: raised.position,
    at: raised.at,
    continues: null,
    trigger: alertId,
    entries: [entry],
    outcome: null,
    state: 'open',
  })
  return made.ok ? ok(made.value.id) : made
}

async function openCase(
  ctx: CommandContext<PictureAlert>,
  beacon: number,
): Promise<StoredRecord<SarLog> | null> {
  const page = await ctx.list(sarLog, {
    filters: [
      { name: 'beacon', op: 'eq', value: beacon },
      { name: 'state', op: 'eq', value: 'open' },
    ],
    limit: 1,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items[0] ?? null
}

/** The machine's line names the rule and what was received; the words of the case are written by people. */
function lineOf(raised: Raised): string {
  const params = Object.entries(raised.why.params).map(([name, value]) => `${name}=${value}`)
  return [raised.rule, ...params].join(' ').slice(0, 4000)
}
