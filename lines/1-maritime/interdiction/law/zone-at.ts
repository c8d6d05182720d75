import { polygonContains, preparePolygon, type LonLat } from '@basinet/geodesy'
import type { MaritimeZone } from '../contract/law.ts'
import { ZONE_KINDS, type ZoneKind } from '../contract/words.ts'

/** What the nation knows of a place: a zone with its legal source, two that contradict, or none. */
export type Placed =
  | { readonly known: true; readonly zone: ZoneKind; readonly coastalState: string; readonly name: string }
  | { readonly known: false; readonly why: 'no-zone' | 'computed' | 'disputed'; readonly name: string | null }

type Loaded = Pick<MaritimeZone, 'name' | 'zone' | 'coastalState' | 'shape' | 'basis' | 'state'>

/** The innermost zone at a place. Zones that are only computed know nothing; two states in one kind of zone are a dispute. */
export function zoneAt(zones: readonly Loaded[], place: LonLat): Placed {
  const here = zones.filter((zone) => zone.state === 'active' && contains(zone, place))
  const legal = here.filter((zone) => zone.basis === 'legal')
  const inner = ZONE_KINDS.find((kind) => legal.some((zone) => zone.zone === kind))
  if (inner === undefined) {
    const computed = here[0]
    return {
      known: false,
      why: computed === undefined ? 'no-zone' : 'computed',
      name: computed?.name ?? null,
    }
  }
  const found = legal.filter((zone) => zone.zone === inner)
  const states = new Set(found.map((zone) => zone.coastalState ?? 'none'))
  const [coastalState = 'none', other] = states
  const name = found[0]?.name ?? ''
  return other === undefined
    ? { known: true, zone: inner, coastalState, name }
    : { known: false, why: 'disputed', name }
}

function contains(zone: Loaded, { lon, lat }: LonLat): boolean {
  const polygon = preparePolygon(zone.shape)
  // A shape is checked when it is loaded; one that cannot be read holds nothing and so gives no authority.
  return polygon.ok && polygonContains(polygon.value, lon, lat)
}
