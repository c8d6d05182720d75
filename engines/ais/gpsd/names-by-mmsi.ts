/** Parts A remembered at once; the oldest is forgotten. */
const MAX_NAMES = 4096

/** Ship names of message 24 part A waiting for their part B. A name is given once, as gpsd does. */
export class NamesByMmsi {
  private readonly names = new Map<number, string>()

  keep(mmsi: number, shipName: string): void {
    this.names.delete(mmsi)
    this.names.set(mmsi, shipName)
    if (this.names.size > MAX_NAMES) {
      const oldest = this.names.keys().next()
      if (!oldest.done) this.names.delete(oldest.value)
    }
  }

  take(mmsi: number): string | null {
    const name = this.names.get(mmsi)
    if (name === undefined) return null
    this.names.delete(mmsi)
    return name
  }
}
