import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { Label } from '@basinet/kernel/contract'
import { usePartnerTracks } from '../partners/use-partner-tracks.ts'

/** Label of the picture as a whole, from what the capability gives its own alerts, and from the tracks that partners give. */
export function usePictureLabel(): void {
  const me = useMe()
  const { data: catalogue } = useCatalogue()
  const { data: partners } = usePartnerTracks()
  const declared = catalogue?.records['picture-alert']?.label
  const label: Label | null =
    declared === undefined
      ? null
      : {
          owner: me.node.nation,
          class: 'official',
          releaseTo: [],
          displayOnly: [],
          handling: [],
          purposes: [],
          personal: false,
          juvenile: false,
          sealed: false,
          keepUntil: null,
          eraseBy: null,
          holds: [],
          leaseUntil: null,
          onward: 'none',
          sources: [me.node.nation],
          exercise: false,
          ...declared,
        }
  const foreign = (partners?.items ?? []).map((track) => track.label)
  useScreenLabel(label === null ? null : highestLabel([label, ...foreign]), me.node.mode === 'demo')
}
