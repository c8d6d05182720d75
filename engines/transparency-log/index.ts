export {
  cosignCheckpoint,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
export type { Checkpoint, CheckpointTrust, OpenedCheckpoint } from './checkpoint.ts'
export { CompactRange, foldRight, rootOf, sameRange, type NodeId, type RangeNode } from './compact-range.ts'
export { consistencyProof, verifyConsistency, type ConsistencyClaim } from './consistency.ts'
export { ENTRY_BYTES_MAX, formatEntryBundle, parseEntryBundle } from './entry-bundle.ts'
export { inclusionProof, rootFromInclusion, verifyInclusion, type InclusionClaim } from './inclusion.ts'
export { leafNodeReader, rangeNodes, tileNodeReader, type NodeReader } from './node-reader.ts'
export { cosigner, cosignatureTime, noteSigner, signNote, verifyNote } from './note-keys.ts'
export type { NoteSigner, VerifiedSignature } from './note-keys.ts'
export type { Failure, Result } from './result.ts'
export { sha256, type Sha256 } from './sha256.ts'
export { formatNote, NOTE_BYTES_MAX, NOTE_SIGNATURES_MAX, parseNote } from './signed-note.ts'
export type { NoteSignature, SignedNote } from './signed-note.ts'
export {
  allTiles,
  edgeTiles,
  entriesPath,
  parseTilePath,
  TILE_BYTES,
  TILE_WIDTH,
  tileAt,
  tilePath,
} from './tile.ts'
export type { Tile, TileReader } from './tile.ts'
export { TileBuilder, type TileWrite } from './tile-builder.ts'
export { formatTlogProof, parseTlogProof, verifyTlogProof, type TlogProof } from './tlog-proof.ts'
export { HASH_BYTES, sameHash, treeHasher, type TreeHasher } from './tree-hash.ts'
export { formatVerifierKey, parseVerifierKey, SIGNATURE_TYPE, verifierKey } from './verifier-key.ts'
export type { Ed25519Sign, Ed25519Verify, VerifierKey } from './verifier-key.ts'
export { verifyLog, type KnownRoot, type LogFault, type LogToVerify, type LogVerdict } from './verify-log.ts'
export {
  formatLeafUpload,
  formatMirrorInfo,
  MIRROR_INFO_CONTENT_TYPE,
  packageRanges,
  packageSubtree,
  parseLeafUpload,
  parseMirrorInfo,
  UPLOAD_PACKAGES_MAX,
  verifyPackage,
} from './leaf-upload.ts'
export type { LeafPackage, LeafUpload, MirrorInfo } from './leaf-upload.ts'
export {
  parsePolicy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
  type TlogPolicy,
} from './policy.ts'
export { judgeByPolicy, openByPolicy, quorumMet, witnessNames, type JudgedCheckpoint } from './quorum.ts'
export { isSubtree, subtreeProof, verifySubtree, type Subtree, type SubtreeClaim } from './subtree.ts'
export {
  addCosignatures,
  formatWitnessAnswer,
  parseWitnessAnswer,
  SIZE_CONTENT_TYPE,
  WITNESS_REFUSALS,
} from './witness-answer.ts'
export type { HttpAnswer, WitnessAnswer, WitnessRefusal } from './witness-answer.ts'
export {
  judgeCheckpoint,
  originOf,
  type RefusalReason,
  type Witnessed,
  type WitnessVerdict,
} from './witness-judge.ts'
export { formatAddCheckpoint, parseAddCheckpoint, type AddCheckpoint } from './witness-request.ts'
