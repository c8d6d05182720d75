import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant } from '@basinet/kernel/contract'
import { RELEASING_OFFICER } from '@basinet/network/contract'
import { Mmsi } from '@basinet/picture/contract'
import { CAPABILITY, LINE, Nations, nullable, SERVICE, strict, Text, WATCH } from './words.ts'

/** No track is given for longer at once: it is given again, by a person who looks at it again. */
export const SHARE_HOURS_MAX = 7 * 24
/** Tracks a node gives at once. */
export const SHARES_MAX = 500

/**
 * A person's act of giving one vessel's live track to partners until a time. Its positions go under it and only while it stands: it
 * is the label they are read by, and recalling it takes them back.
 */
export const trackShare = defineRecord({
  type: 'track-share',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      mmsi: Mmsi,
      name: nullable(Type.String({ maxLength: 80 })),
      callSign: nullable(Type.String({ maxLength: 20 })),
      shipType: nullable(Type.Integer({ minimum: 0, maximum: 255 })),
      to: Nations,
      note: Text,
      until: Instant,
      state: Type.Enum(['live', 'ended']),
    },
    strict,
  ),
  title: (b) => `${b.name ?? `MMSI ${b.mmsi}`} → ${b.to.join(', ')}`,
  label: { class: 'restricted' },
  searched: {
    mmsi: { kind: 'integer', path: 'mmsi' },
    name: { kind: 'text', path: 'name' },
    state: { kind: 'text', path: 'state' },
    until: { kind: 'time', path: 'until' },
  },
  columns: ['name', 'mmsi', 'until', 'state'],
  fullText: (b) => [b.name ?? '', b.note],
  states: { path: 'state', all: ['live', 'ended'] },
  retention: { kind: 'nation-sets', parameter: 'retention.track-share' },
  readers: [...WATCH, RELEASING_OFFICER, 'auditor', SERVICE],
})
export type TrackShare = Static<typeof trackShare.body>

export const giveTrack = defineCommand({
  name: 'track-share.give',
  record: 'track-share',
  kind: 'create',
  input: Type.Object({ mmsi: Mmsi, to: Nations, until: Instant, note: Type.Optional(Text) }, strict),
  who: [RELEASING_OFFICER],
})
/** Takes effect at once, without a second person: fewer may read it. The partners' copies are recalled. */
export const endTrack = defineCommand({
  name: 'track-share.end',
  record: 'track-share',
  kind: 'act',
  input: Type.Object({}, strict),
  who: [RELEASING_OFFICER, SERVICE],
  from: ['live'],
  reason: 'required',
})
