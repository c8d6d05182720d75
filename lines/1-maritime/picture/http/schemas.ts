import { Type } from 'typebox'
import { CONTACT_KEY_MAX } from '../contract/contact-key.ts'
import { Failed } from '@basinet/kernel/http'

/** ISO 8601 instant of a query; read with Date.parse afterwards. */
export const TimeText = Type.String({ format: 'date-time', maxLength: 40 })
export const BBoxText = Type.String({
  maxLength: 100,
  description: 'west,south,east,north in degrees (OGC 17-069r4 section 7.15.3)',
})
export const MmsiParam = Type.Object({ mmsi: Type.Integer({ minimum: 1, maximum: CONTACT_KEY_MAX }) })

export const docs = (operationId: string, summary: string): Record<string, unknown> => ({
  operationId,
  summary,
  tags: ['1-maritime/picture'],
})

/** Answers of a route: its own, and the failure shape of the whole API. */
export const answers = (ok: unknown): Record<string, unknown> => ({ response: { 200: ok, default: Failed } })
