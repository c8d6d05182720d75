import type { Tile, TileWrite } from '@basinet/transparency-log'

/** Latest checkpoint of a log that was cosigned here. The note carries the log's signature and ours. */
export interface WitnessedLog {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

/**
 * Where a witness remembers what it cosigned, and the leaf hashes under it. An acknowledged `replace` must survive a crash, or
 * the witness forgets what it swore to.
 */
export interface WitnessStore {
  latest(origin: string): Promise<WitnessedLog | null>
  /**
   * One atomic step: writes `next` and the tiles of its tree, only while the latest is still `before`. False when it is not. Nothing is
   * cosigned whose leaves are not held.
   */
  replace(
    origin: string,
    before: WitnessedLog | null,
    next: WitnessedLog,
    tiles: readonly TileWrite[],
  ): Promise<boolean>
  /** leaves held of a log; 0 for one never seen */
  held(origin: string): Promise<number>
  readTiles(origin: string, tiles: readonly Tile[]): Promise<readonly (Uint8Array | null)[]>
}
