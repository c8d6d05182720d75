import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import type { Label } from '@basinet/kernel/contract'

/** Label of the picture as a whole, from what the capability gives its own alerts. */
export function usePictureLabel(): void {
  const me = useMe()
  const { data: catalogue } = useCatalogue()
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
  useScreenLabel(label, me.node.mode === 'demo')
}
