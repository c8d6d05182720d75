export { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT, type RecordCopy } from './contract.ts'
export { destroyCopy, receiveCopies, sealCopy, setLease } from './receive.ts'
export type { Arrived, CopyTarget, Received } from './receive.ts'
export {
  readRelease,
  readReleases,
  releasedRevisions,
  releasesAfter,
  type Release,
  type ReleaseQuestion,
} from './release.ts'
export { networkSubject } from './subject.ts'
