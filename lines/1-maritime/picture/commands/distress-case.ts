import { ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext } from '@basinet/kernel/record'
import type { PictureAlert } from '../contract/picture-alert.ts'
import { SAR_ENTRIES_MAX, sarLog, type SarLog } from '../contract/sar-log.ts'

type Ctx = CommandContext<PictureAlert>
type Raised = Pick<PictureAlert, 'rule' | 'mmsi' | 'name' | 'position' | 'at' | 'why' | 'vessels'>
type Log = StoredRecord<SarLog>

const KINDS: Readonly<Record<string, SarLog['kind']>> = {
  'distress.sart': 'sart',
  'distress.status': 'sart',
  'distress.mob': 'mob',
  'distress.epirb': 'epirb',
  'distress.text': 'safety-text',
  'distress.test': 'safety-text',
  'safety.text': 'safety-text',
}
/** Texts without the words of a call: their log is a draft until a person has looked. */
const DRAFTED: ReadonlySet<string> = new Set(['safety.text', 'distress.test'])
/** Logs of safety texts open at once; texts of further stations go into one log together. */
const TEXT_LOGS_MAX = 100

/**
 * The search-and-rescue log of a distress alert: the open one of the same sender, which gets a line more, or a new one.
 * Returns its id.
 */
export async function caseOf(ctx: Ctx, alertId: string, raised: Raised): Promise<Result<string>> {
  const kind = await kindOf(ctx, raised)
  const known = await openCase(ctx, kind, raised.mmsi)
  const entry = { at: raised.at, by: ctx.subject.person, text: lineOf(raised), position: raised.position }
  const state = DRAFTED.has(raised.rule) ? 'draft' : 'open'
  if (known !== null && known.body.entries.length < SAR_ENTRIES_MAX) {
    // A call for help makes a case of the draft that lies there.
    const next = state === 'open' ? 'open' : known.body.state
    const entries = [...known.body.entries, entry]
    const written = await ctx.amend(sarLog, known.id, known.rev, { ...known.body, entries, state: next })
    return written.ok ? ok(written.value.id) : written
  }
  const made = await ctx.create(sarLog, {
    kind,
    subject: subjectOf(kind, raised),
    beacon: kind === 'safety-texts' ? null : raised.mmsi,
    position: raised.position,
    at: raised.at,
    continues: known?.id ?? null,
    trigger: alertId,
    entries: [entry],
    outcome: null,
    state,
  })
  return made.ok ? ok(made.value.id) : made
}

/** A text of one more station than anybody could follow goes into the common log. */
async function kindOf(ctx: Ctx, raised: Raised): Promise<SarLog['kind']> {
  const kind = KINDS[raised.rule] ?? 'other'
  if (kind !== 'safety-text') return kind
  if (raised.mmsi === null) return raised.vessels === undefined ? kind : 'safety-texts'
  if ((await openCase(ctx, kind, raised.mmsi)) !== null) return kind
  const logs = await list(ctx, [{ name: 'kind', op: 'eq', value: kind }], TEXT_LOGS_MAX)
  return logs.length < TEXT_LOGS_MAX ? kind : 'safety-texts'
}

async function openCase(ctx: Ctx, kind: SarLog['kind'], sender: number | null): Promise<Log | null> {
  const common = kind === 'safety-texts'
  if (sender === null && !common) return null
  const filter = common
    ? ({ name: 'kind', op: 'eq', value: kind } as const)
    : ({ name: 'beacon', op: 'eq', value: sender ?? 0 } as const)
  // Newest first: of a full log and the one that continues it, the latter.
  return (await list(ctx, [filter], 1))[0] ?? null
}

async function list(
  ctx: Ctx,
  filters: readonly { name: string; op: 'eq'; value: string | number }[],
  limit: number,
): Promise<Log[]> {
  const page = await ctx.list(sarLog, {
    filters: [...filters, { name: 'state', op: 'in', value: ['draft', 'open'] }],
    sort: '-updatedAt',
    limit,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

function subjectOf(kind: SarLog['kind'], { name, mmsi }: Raised): string {
  if (kind === 'safety-texts') return 'several stations'
  return name ?? (mmsi === null ? 'identity not given here' : `MMSI ${mmsi}`)
}

const LINE_MAX = 4000

/** The machine's line names the rule and what was received; the words of the case are written by people. */
function lineOf(raised: Raised): string {
  const params = Object.entries(raised.why.params).map(([name, value]) => `${name}=${value}`)
  const vessels = (raised.vessels ?? []).map((v) =>
    v.text === undefined ? String(v.mmsi) : `${v.mmsi}: ${v.text}`,
  )
  const sender = raised.mmsi === null ? [] : [`MMSI ${raised.mmsi}`]
  return [raised.rule, ...sender, ...params, ...vessels].join(' ').slice(0, LINE_MAX)
}
