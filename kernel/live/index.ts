export { createLiveHub, type LiveChange, type LiveHub } from './hub.ts'
export { openEventStream, type EventStream } from './sse.ts'
export { liveRoutes } from './http.ts'
export { sameRights } from './same-rights.ts'
