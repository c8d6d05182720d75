export { ballisticsModule } from './module.ts'
export { startBallistics } from './start.ts'
