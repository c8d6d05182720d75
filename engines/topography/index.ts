export type { Read, ReadError } from './result.ts'
export { readX3p } from './x3p/read.ts'
export { writeX3p } from './x3p/write.ts'
export type { X3p, X3pOrigin, HeightType, FeatureType } from './x3p/document.ts'
export { measuredArea, type Framed, type Surface } from './surface/surface.ts'
export { gaussianBandPass, gaussianLowPass } from './surface/gaussian.ts'
export { level } from './surface/level.ts'
export { resample } from './surface/resample.ts'
export { roughness, type Roughness } from './surface/roughness.ts'
export { prepare } from './prepare.ts'
export { compare, type Comparison, type Decision } from './compare.ts'
export type { Cell } from './cells/cells.ts'
export type { Pose } from './correlate/pose.ts'
export type { SearchRange } from './correlate/search.ts'
export { packMap, unpackMap } from './gallery/pack.ts'
export { openScreen, type Screen } from './gallery/screen.ts'
export type { LikelihoodRatio } from './likelihood.ts'
export { landProfile, type Profile } from './land/profile.ts'
export {
  compareBullets,
  compareProfiles,
  type BulletAgreement,
  type LandAgreement,
} from './land/compare-lands.ts'
