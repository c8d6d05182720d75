import { useRecordList } from '@basinet/console/api/records.ts'
import { useMe } from '@basinet/console/api/session.ts'
import type { Theme } from '@basinet/console/theme/appearance.ts'
import { useEffect, useMemo, useState, useSyncExternalStore, useCallback, type ReactNode } from 'react'
import type { HandContact, Vessel } from '../../contract.ts'
import { circle } from '../map/geometry.ts'
import { usePictureMap } from '../map/map-context.ts'
import type { Painter } from '../map/overlay.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { sidc, symbolImage, type SymbolImage } from './contact-symbol.ts'

const SIZE_PX = 22

/** Contacts from somebody's word, as the stream reckons them on: a symbol, and the circle that holds them by now. */
export function HandContacts(): ReactNode {
  const colours = useMapColours()
  const me = useMe()
  const contacts = useHandVessels()
  const { data } = useRecordList('hand-contact', { 'f.state': 'open' })
  const kinds = useMemo(
    () =>
      new Map(
        (data?.pages[0]?.items ?? []).map((row) => [row.id, (row.body as unknown as HandContact).kind]),
      ),
    [data],
  )
  const images = useSymbols([...new Set(kinds.values())], me.node.mode === 'demo', colours.theme)
  useShapes(
    'contacts',
    contacts
      .filter((c) => (c.accuracyM ?? 0) > 0)
      .map((c) =>
        shape(circle([c.lon, c.lat], c.accuracyM ?? 1), {
          colour: colours.warning,
          fill: 0.08,
          width: 1.5,
          dashed: true,
        }),
      ),
  )
  const painter = useMemo<Painter | null>(() => {
    if (contacts.length === 0) return null
    return ({ context, at }) => {
      for (const contact of contacts) {
        const image = images.get(kinds.get(contact.id.replace('hand:', '')) ?? 'unknown')
        if (image === undefined) continue
        const [x, y] = at(contact.lon, contact.lat)
        const { canvas, anchor } = image
        context.drawImage(
          canvas,
          x - anchor.x,
          y - anchor.y,
          canvas.width / devicePixelRatio,
          canvas.height / devicePixelRatio,
        )
      }
    }
  }, [contacts, images, kinds])
  usePainter('contacts', painter)
  return null
}

function useHandVessels(): readonly Vessel[] {
  const picture = usePictureMap()
  const subscribe = useCallback(
    (listener: () => void) => picture?.vessels.subscribe(listener) ?? ((): void => undefined),
    [picture],
  )
  const text = useSyncExternalStore(subscribe, () => {
    const hand = [...(picture?.vessels.all() ?? [])].filter((v) => v.cls === 'hand')
    return JSON.stringify(hand)
  })
  return useMemo(() => JSON.parse(text) as Vessel[], [text])
}

function useSymbols(
  kinds: readonly HandContact['kind'][],
  simulated: boolean,
  theme: Theme,
): ReadonlyMap<HandContact['kind'], SymbolImage> {
  const [images, setImages] = useState<ReadonlyMap<HandContact['kind'], SymbolImage>>(new Map())
  const wanted = kinds.toSorted().join(' ')
  useEffect(() => {
    if (wanted === '') return
    const list = [...(wanted.split(' ') as HandContact['kind'][]), 'unknown' as const]
    void Promise.all(
      list.map(async (kind) => [kind, await symbolImage(sidc(kind, simulated), SIZE_PX, theme)] as const),
    ).then((pairs) => setImages(new Map(pairs)))
  }, [wanted, simulated, theme])
  return images
}
