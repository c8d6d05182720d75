/** How far a stream from this node went, in sequence numbers: `from` is this node. */
export interface StreamSeen {
  readonly to: string
  readonly lane: number
  /** highest sequence number seen; 0 for none */
  readonly seq: number
}

export interface PartnerReport {
  readonly partner: string
  readonly streams: readonly StreamSeen[]
}

export interface StreamResume {
  readonly to: string
  readonly lane: number
  /** first number this node may use again */
  readonly nextSeq: number
  /** numbers between the backup and what a partner saw: their frames are to be asked back */
  readonly lost: { readonly from: number; readonly to: number } | null
}

/** Where each stream goes on: above the highest number that the backup or any partner has. */
export function resumeStreams(
  own: readonly StreamSeen[],
  reports: readonly PartnerReport[],
): readonly StreamResume[] {
  const key = (stream: StreamSeen): string => `${stream.to} ${stream.lane}`
  const highest = new Map<string, { own: number; seen: number; stream: StreamSeen }>()
  for (const stream of own) highest.set(key(stream), { own: stream.seq, seen: stream.seq, stream })
  for (const stream of reports.flatMap((report) => report.streams)) {
    const known = highest.get(key(stream)) ?? { own: 0, seen: 0, stream }
    highest.set(key(stream), { ...known, seen: Math.max(known.seen, stream.seq) })
  }
  return [...highest.values()].map(({ own: had, seen, stream }) => ({
    to: stream.to,
    lane: stream.lane,
    nextSeq: seen + 1,
    lost: seen > had ? { from: had + 1, to: seen } : null,
  }))
}

/** What a restored node has done of what it must do before it writes. */
export interface RecoveryGate {
  readonly leaves: 'open' | 'restored'
  readonly logged: boolean
  /** partners whose word on the streams is still out */
  readonly waiting: ReadonlySet<string>
  /** partners that two persons decided not to wait for, with the reason */
  readonly excused: ReadonlyMap<string, string>
}

export function closedGate(partners: readonly string[]): RecoveryGate {
  return { leaves: 'open', logged: false, waiting: new Set(partners), excused: new Map() }
}

export type RecoveryStep =
  | { readonly step: 'leaves-restored' }
  | { readonly step: 'loss-logged' }
  | { readonly step: 'partner-reported'; readonly partner: string }
  | {
      readonly step: 'partner-excused'
      readonly partner: string
      readonly by: readonly [string, string]
      readonly reason: string
    }

/** The gate after a step; unchanged by one that comes before its time or is not allowed. */
export function passGate(gate: RecoveryGate, step: RecoveryStep): RecoveryGate {
  const without = (partner: string): Set<string> => new Set([...gate.waiting].filter((p) => p !== partner))
  switch (step.step) {
    case 'leaves-restored':
      return { ...gate, leaves: 'restored' }
    case 'loss-logged':
      // The first event after the loss is the loss: it cannot be logged on a tree that lacks the lost leaves.
      return gate.leaves === 'restored' ? { ...gate, logged: true } : gate
    case 'partner-reported':
      return { ...gate, waiting: without(step.partner) }
    case 'partner-excused': {
      const [first, second] = step.by
      if (first === second || step.reason.trim() === '' || !gate.waiting.has(step.partner)) return gate
      return {
        ...gate,
        waiting: without(step.partner),
        excused: new Map(gate.excused).set(step.partner, step.reason),
      }
    }
    default:
      throw new Error(`BUG: step ${JSON.stringify(step)}`)
  }
}

/** Only now may the node write. */
export function mayWrite(gate: RecoveryGate): boolean {
  return gate.leaves === 'restored' && gate.logged && gate.waiting.size === 0
}
