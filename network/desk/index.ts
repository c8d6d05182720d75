export { networkRoutes, type DeskHttp } from './http.ts'
