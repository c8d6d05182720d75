/** One BaseStation line (port 30003 form): what a transmission of that type said; null where its field is empty. */
export interface SbsMessage {
  /** 1 identification, 2 surface position, 3 airborne position, 4 velocity, 5 altitude, 6 squawk, 7 air to air, 8 all call. */
  transmission: number
  address: number
  /** The line's own date and time, which names no zone: read and written as UTC. Unix milliseconds. */
  generatedMs: number | null
  loggedMs: number | null
  callsign: string | null
  altitudeFt: number | null
  groundSpeedKn: number | null
  trackDeg: number | null
  lat: number | null
  lon: number | null
  verticalRateFtMin: number | null
  squawk: string | null
  alert: boolean | null
  emergency: boolean | null
  spi: boolean | null
  onGround: boolean | null
}
