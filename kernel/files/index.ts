export { fileRecord, filesCapability, keepFile, destroyFile, type FileBody } from './contract.ts'
export { destroyContent, destroyLater, filesModule } from './module.ts'
export { fileRoutes } from './http.ts'
export { createSealing, type Sealing } from './sealing.ts'
