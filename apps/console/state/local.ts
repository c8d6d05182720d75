/**
 * Local storage that may be blocked, full or hold something older than this code: a failure is told once on the
 * console and costs a preference or a draft, never the page.
 */
export function readLocal<T>(key: string, parse: (value: unknown) => T | null): T | null {
  try {
    const text = localStorage.getItem(key)
    return text === null ? null : parse(JSON.parse(text))
  } catch (error) {
    console.warn(`"${key}" could not be read from this browser`, error)
    return null
  }
}

/** @returns false when the browser refused, so that the caller can say "not kept" instead of pretending. */
export function writeLocal(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch (error) {
    console.warn(`"${key}" could not be kept in this browser`, error)
    return false
  }
}

export function removeLocal(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch (error) {
    console.warn(`"${key}" could not be removed from this browser`, error)
  }
}
