export { partnerWatchRoutes } from './http.ts'
export { trackLive } from './live/track-live.ts'
export { partnerWatchModule } from './module.ts'
export { partnerWatchNeeds } from './needs.ts'
