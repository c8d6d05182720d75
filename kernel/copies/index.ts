export { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT, type RecordCopy } from './contract.ts'
export { destroyCopy, receiveCopy, sealCopy, setLease, type CopyTarget, type Received } from './receive.ts'
export { readRelease, releasesAfter, type Release, type Releases } from './release.ts'
export { networkSubject } from './subject.ts'
