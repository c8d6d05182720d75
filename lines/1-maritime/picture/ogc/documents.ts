export interface Link {
  readonly href: string
  readonly rel: string
  readonly type: string
  readonly title?: string
}

export interface CollectionInfo {
  readonly id: string
  readonly title: string
  readonly description: string
}

export const COLLECTIONS: readonly CollectionInfo[] = [
  {
    id: 'vessels',
    title: 'Vessels',
    description: 'Last place of every vessel on the picture, where policy lets it leave.',
  },
  { id: 'areas', title: 'Own areas', description: 'Areas drawn by the watch that are active.' },
]

const CORE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf'
/** Coordinates are WGS 84 longitude, latitude (17-069r4 section 7.13). */
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

export function conformance(): unknown {
  return { conformsTo: [`${CORE}/core`, `${CORE}/geojson`] }
}

export function landing(base: string): unknown {
  const origin = new URL(base).origin
  return {
    title: 'Basinet maritime picture',
    description: 'Vessels and own areas of this node.',
    links: [
      { href: base, rel: 'self', type: 'application/json' },
      {
        href: `${origin}/api/v1/openapi.json`,
        rel: 'service-desc',
        type: 'application/vnd.oai.openapi+json;version=3.1',
      },
      { href: `${base}/conformance`, rel: 'conformance', type: 'application/json' },
      { href: `${base}/collections`, rel: 'data', type: 'application/json' },
    ],
  }
}

export function collection(base: string, info: CollectionInfo): unknown {
  const here = `${base}/collections/${info.id}`
  return {
    ...info,
    itemType: 'feature',
    crs: [CRS84],
    extent: { spatial: { bbox: [[-180, -90, 180, 90]], crs: CRS84 } },
    links: [
      { href: here, rel: 'self', type: 'application/json' },
      { href: `${here}/items`, rel: 'items', type: 'application/geo+json' },
    ],
  }
}
