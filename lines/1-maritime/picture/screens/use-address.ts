import { useEffect, useRef } from 'react'
import { useAlerts } from './live/queries.ts'
import type { PictureMap } from './map/picture-map.ts'
import { select } from './state/picture-state.ts'

const ZOOM = 11

/** An address may name an alert, a vessel or a place: `?alert=…`, `?vessel=343…`, `?partner=<record>`, `?at=-61.1,13.9`. */
export function useAddress(picture: PictureMap | null, search: string): void {
  const { data } = useAlerts()
  const followed = useRef('')
  useEffect(() => {
    if (picture === null || followed.current === search) return
    const asked = new URLSearchParams(search)
    if (asked.has('alert') && data === undefined) return
    followed.current = search
    const vessel = asked.get('vessel')
    if (vessel !== null) select(`ais:${vessel}`)
    const given = asked.get('partner')
    if (given !== null) select(`share:${given}`)
    const [lon, lat] = (asked.get('at') ?? '').split(',').map(Number)
    if (lon !== undefined && lat !== undefined && Number.isFinite(lat)) picture.show({ lon, lat }, ZOOM)
    const alert = data?.items.find((a) => a.id === asked.get('alert'))
    if (alert === undefined) return
    if (alert.position !== null) picture.show(alert.position, ZOOM)
    if (alert.contact !== undefined) select(alert.contact)
    else if (alert.mmsi !== undefined) select(`ais:${alert.mmsi}`)
  }, [picture, data, search])
}
