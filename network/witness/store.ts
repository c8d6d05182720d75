import type { Tile, TileWrite } from '@basinet/transparency-log'

/** Latest checkpoint of a log that was cosigned here. The note carries the log's signature and ours. */
export interface WitnessedLog {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

/** Where a witness remembers. An acknowledged `replace` must survive a crash, or the witness forgets what it swore to. */
export interface WitnessStore {
  latest(origin: string): Promise<WitnessedLog | null>
  /** One atomic step: writes `next` only while the latest is still `before`. False when it is not. */
  replace(origin: string, before: WitnessedLog | null, next: WitnessedLog): Promise<boolean>
}

/** Tiles of other nations' logs: their leaf hashes and nothing else. */
export interface MirrorStore {
  /** leaves held of a log; 0 for one never seen */
  size(origin: string): Promise<number>
  readTiles(origin: string, tiles: readonly Tile[]): Promise<readonly (Uint8Array | null)[]>
  /** One atomic step: writes the tiles and the size `to`, only while the size is still `from`. False when it is not. */
  write(origin: string, from: number, tiles: readonly TileWrite[], to: number): Promise<boolean>
}
