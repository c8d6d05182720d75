export { meaningOf, titleOf } from './meaning.ts'
export { SPECIFICATIONS, specificationOf } from './specifications.ts'
export type * from '../spec/model.ts'
