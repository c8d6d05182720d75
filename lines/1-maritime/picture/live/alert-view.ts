import type { StoredRecord } from '@basinet/kernel/contract'
import type { PictureAlert } from '../contract/picture-alert.ts'
import type { AlertView } from '../contract/wire.ts'

/** An alert record as the picture shows it. */
export function alertView({ id, rev, body }: StoredRecord<PictureAlert>): AlertView {
  return {
    id,
    rev,
    rule: body.rule,
    severity: body.severity,
    distress: body.distress,
    at: body.at,
    position: body.position,
    why: body.why,
    state: body.state,
    ...(body.mmsi === null ? {} : { mmsi: body.mmsi }),
    ...(body.contact === undefined ? {} : { contact: body.contact }),
    ...(body.name === null ? {} : { name: body.name }),
    ...(body.area === null ? {} : { area: body.area }),
    ...(body.sarLog === null ? {} : { sarLog: body.sarLog }),
  }
}
