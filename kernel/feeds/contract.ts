import { Type, type Static } from 'typebox'
import { defineCommand } from '../contract/command.ts'
import { CLASSES } from '../contract/label.ts'
import { defineCapability } from '../contract/line.ts'
import { defineRecord } from '../contract/record.ts'

const Host = Type.String({
  pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$|^::$',
  description: 'IP address or host name',
})
const Port = Type.Integer({ minimum: 1, maximum: 65_535 })
/** Below the node's feed folder, so that a feed cannot be pointed at any file of the machine. */
const FilePath = Type.String({
  pattern: '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$',
  maxLength: 200,
  description: 'path below the feed folder',
})

export const CLIENTS_MAX = 64

/** Where the bytes come from. */
export const Transport = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('udp'),
      bind: Host,
      port: Port,
      /** Multicast group to join (RFC 5771 224.0.0.0/4, RFC 4291 ff00::/8). */
      group: Type.Optional(
        Type.String({
          pattern: '^(22[4-9]|23[0-9])(\\.[0-9]{1,3}){3}$|^[fF][fF][0-9a-fA-F:]{2,40}$',
          maxLength: 45,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('tcp-client'), host: Host, port: Port }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('tcp-server'),
      bind: Host,
      port: Port,
      clientsMax: Type.Integer({ minimum: 1, maximum: CLIENTS_MAX }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('serial'),
      device: Type.String({ pattern: '^(/dev/[A-Za-z0-9/_.-]{1,100}|COM[0-9]{1,3})$' }),
      baudRate: Type.Integer({ minimum: 300, maximum: 4_000_000 }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('file'), path: FilePath, follow: Type.Boolean() },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('replay'),
      path: FilePath,
      /** 1 = as recorded; 0 = as fast as it is taken. */
      speed: Type.Number({ minimum: 0, maximum: 10_000 }),
      loop: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  /** The sea of a demonstration; a service node has none and says so. */
  Type.Object(
    {
      kind: Type.Literal('simulated'),
      seed: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
      vessels: Type.Integer({ minimum: 1, maximum: 200_000 }),
    },
    { additionalProperties: false },
  ),
])
export type Transport = Static<typeof Transport>

const settings = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  /** Short name of the receiving station, shown beside what it heard. */
  station: Type.String({ pattern: '^[A-Za-z0-9._-]{1,15}$' }),
  /** What the bytes are; a capability takes the feeds of its content. */
  content: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
  transport: Transport,
  /**
   * Which time a report gets: `station` what the receiver stamped, where that is plausible, else arrival; `arrival`
   * when it came; `recorded` what stands in the data, however old.
   */
  time: Type.Enum(['station', 'arrival', 'recorded']),
  /** Without data for so long the feed is late, then silent (which raises an alarm). */
  lateAfterS: Type.Integer({ minimum: 1, maximum: 86_400 }),
  silentAfterS: Type.Integer({ minimum: 1, maximum: 604_800 }),
  /** Label of what comes in: whose data it is, and who may hold it. */
  data: Type.Object(
    {
      owner: Type.String({ pattern: '^[A-Z]{3}$' }),
      class: Type.Enum(CLASSES),
      releaseTo: Type.Array(Type.String({ pattern: '^[A-Z]{3}$' }), { maxItems: 64 }),
    },
    { additionalProperties: false },
  ),
}

export const feed = defineRecord({
  type: 'feed',
  version: 1,
  line: 'node',
  capability: 'feeds',
  body: Type.Object(
    { ...settings, state: Type.Enum(['active', 'suspended', 'retired']) },
    { additionalProperties: false },
  ),
  title: (b) => b.name,
  label: { class: 'official', onward: 'none' },
  searched: {
    name: { kind: 'text', path: 'name' },
    state: { kind: 'text', path: 'state' },
    station: { kind: 'text', path: 'station' },
    content: { kind: 'text', path: 'content' },
    kind: { kind: 'text', path: 'transport.kind' },
  },
  columns: ['name', 'station', 'content', 'kind', 'state'],
  states: { path: 'state', all: ['active', 'suspended', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.feed' },
  readers: ['officer', 'administrator', 'feed-service'],
})
export type FeedBody = Static<typeof feed.body>

const input = Type.Object(settings, { additionalProperties: false })
const nothing = Type.Object({}, { additionalProperties: false })
const MAY_CHANGE = ['administrator', 'feed-keeper']

export const createFeed = defineCommand({
  name: 'feed.create',
  record: 'feed',
  kind: 'create',
  input,
  who: MAY_CHANGE,
})
export const changeFeed = defineCommand({
  name: 'feed.change',
  record: 'feed',
  kind: 'act',
  input,
  who: MAY_CHANGE,
  from: ['active', 'suspended'],
  reason: 'required',
})
export const suspendFeed = defineCommand({
  name: 'feed.suspend',
  record: 'feed',
  kind: 'act',
  input: nothing,
  who: MAY_CHANGE,
  from: ['active'],
  reason: 'required',
})
export const resumeFeed = defineCommand({
  name: 'feed.resume',
  record: 'feed',
  kind: 'act',
  input: nothing,
  who: MAY_CHANGE,
  from: ['suspended'],
})
export const retireFeed = defineCommand({
  name: 'feed.retire',
  record: 'feed',
  kind: 'act',
  input: nothing,
  who: MAY_CHANGE,
  from: ['active', 'suspended'],
  reason: 'required',
})

/** Feeds of live data: what comes in, from where, and whether it still does. */
export const feedsCapability = defineCapability({
  id: 'feeds',
  line: 'node',
  records: [feed] as never,
  commands: [createFeed, changeFeed, suspendFeed, resumeFeed, retireFeed],
  roles: [
    { id: 'officer', purposes: [] },
    { id: 'administrator', purposes: [] },
    { id: 'feed-keeper', purposes: [] },
    { id: 'feed-service', purposes: [], reads: ['feed-write'], heldBy: 'machine' },
  ],
})

export const FEED_STATES = ['ok', 'late', 'silent', 'down'] as const
export type FeedState = (typeof FEED_STATES)[number]

/** How a feed does, as `GET /feeds` answers. Times are Unix milliseconds UTC. */
export const FeedHealth = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    station: Type.String(),
    content: Type.String(),
    kind: Type.String(),
    /** `udp://0.0.0.0:10110`, `tcp://…`, `serial:/dev/…`, `file:…`, `replay:…` */
    address: Type.String(),
    state: Type.Enum(FEED_STATES),
    /** Why it is in that state: `suspended`, `ended`, or the transport's own words; '' when there is nothing to say. */
    reason: Type.String(),
    /** Messages a second over the last ten seconds. */
    ratePerS: Type.Number(),
    bytesPerS: Type.Number(),
    /** Arrival after the receiver's stamp, mean of the last ten seconds; null when nothing is stamped. */
    lagMs: Type.Union([Type.Number(), Type.Null()]),
    /** Share of lines of the last minute that were wrong, 0-1. */
    errorRate: Type.Number(),
    lastAt: Type.Union([Type.Integer(), Type.Null()]),
    /** Silences, newest last, `[from, to]`. */
    gaps: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
    /** Since the process took the feed. */
    messages: Type.Integer(),
    errors: Type.Integer(),
    duplicates: Type.Integer(),
    /** Stamps so far from our clock that arrival was taken instead. */
    clockErrors: Type.Integer(),
    /** Bytes thrown away because nobody took them in time. */
    lostBytes: Type.Integer(),
    reconnects: Type.Integer(),
    streams: Type.Integer(),
    at: Type.Integer(),
  },
  { additionalProperties: false },
)
export type FeedHealth = Static<typeof FeedHealth>
