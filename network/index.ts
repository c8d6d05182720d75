export { hitRoutes } from './hit/http.ts'
export { hitModule, networkModule } from './module.ts'
export { createAddressed } from './sharing/address.ts'
