export { hitRoutes } from './hit/http.ts'
export { evidenceModule, hitModule, networkModule, requestsModule } from './module.ts'
export { networkNeeds } from './needs.ts'
export { createAddressed } from './sharing/address.ts'
