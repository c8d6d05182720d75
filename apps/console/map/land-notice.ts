import { BASEMAP_WORDS, type BasemapLanguage } from './basemap-words.ts'

/** The one tile that is there wherever the base map is (`cut-tiles.ts` begins at zoom 0). */
const WHOLE_WORLD = '/tiles/0/0/0.pbf'
/** Asked again this often while it is missing. */
const AGAIN_MS = 60_000

/**
 * Says over the map that land is missing while the node has no base map to give. The library takes a tile that is not found for
 * empty sea and tells nobody. Returns what ends it.
 */
export function watchLand(container: HTMLElement, language: BasemapLanguage): () => void {
  const notice = document.createElement('p')
  notice.className = 'land-missing'
  notice.setAttribute('role', 'alert')
  notice.textContent = BASEMAP_WORDS[language].noLand
  const ended = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (): Promise<void> => {
    const found = await tileIsThere(ended.signal)
    if (ended.signal.aborted) return
    if (found) {
      notice.remove()
      return
    }
    container.append(notice)
    timer = setTimeout(() => void look(), AGAIN_MS)
  }
  void look()
  return () => {
    ended.abort()
    clearTimeout(timer)
    notice.remove()
  }
}

async function tileIsThere(signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(WHOLE_WORLD, { method: 'HEAD', cache: 'no-store', signal })).ok
  } catch {
    return false
  }
}
