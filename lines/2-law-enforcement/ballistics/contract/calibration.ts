import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant } from '@basinet/kernel/contract'
import { CAPABILITY, closed, EXAMINER, LABORATORY, LINE, MANAGER, nullable, Words } from './words.ts'

const CALIBRATION_STATES = ['current', 'withdrawn'] as const
const facts = {
  /** As the X3P files of the instrument name it (ISO 25178-72, Record2). */
  maker: Words(120),
  model: Words(120),
  serial: Words(120),
  certificate: Words(120),
  /** Who calibrated it, and by which accreditation. */
  by: Words(200),
  /** Material measure it was calibrated with, e.g. an ISO 5436-1 type. */
  standard: Words(200),
  /** Expanded uncertainty of heights (k = 2), in nanometres, as the certificate states it. */
  heightUncertaintyNm: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 100_000 })),
  calibratedAt: Instant,
  validUntil: Instant,
}

/** A certificate of an instrument. A surface measured outside its validity is shown with that remark. */
export const calibration = defineRecord({
  type: 'instrument-calibration',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(CALIBRATION_STATES) }),
  title: (b) => `${b.maker} ${b.model} ${b.serial}: ${b.certificate}`,
  label: { class: 'restricted' },
  searched: {
    maker: { kind: 'text', path: 'maker' },
    model: { kind: 'text', path: 'model' },
    serial: { kind: 'text', path: 'serial' },
    certificate: { kind: 'text', path: 'certificate' },
    validUntil: { kind: 'time', path: 'validUntil' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['maker', 'model', 'serial', 'certificate', 'validUntil', 'state'],
  states: { path: 'state', all: CALIBRATION_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.instrument-calibration' },
  readers: [...LABORATORY],
})
export type InstrumentCalibration = Static<typeof calibration.body>

export const recordCalibration = defineCommand({
  name: 'instrument-calibration.record',
  record: 'instrument-calibration',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER, MANAGER],
})
export const withdrawCalibration = defineCommand({
  name: 'instrument-calibration.withdraw',
  record: 'instrument-calibration',
  kind: 'act',
  input: closed({}),
  who: [MANAGER],
  from: ['current'],
  reason: 'required',
})
