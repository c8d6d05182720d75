import { dropM } from '../detection/horizon.ts'

/**
 * F^4, the propagation factor of echo power over the sea: the direct ray and one reflected with opposite phase. With a smooth sea
 * F^4 = 16 sin^4(2 pi h_r h_t / (lambda R)); waves of `waveRmsM` (standard deviation of the surface) weaken the reflected ray by
 * exp(-2 (2 pi waves sin(grazing) / lambda)^2) (Ament 1953). Heights are above the sea; over the curved earth they are taken above the
 * tangent plane at the point of reflection (which is put where it lies on a flat earth).
 */
export function twoRayFactor(
  radarHeightM: number,
  targetHeightM: number,
  rangeM: number,
  wavelength: number,
  waveRmsM = 0,
): number {
  const sum = radarHeightM + targetHeightM
  const near = sum > 0 ? (rangeM * radarHeightM) / sum : 0
  const radar = Math.max(0, radarHeightM - dropM(near))
  const target = Math.max(0, targetHeightM - dropM(rangeM - near))
  const phase = (4 * Math.PI * radar * target) / (wavelength * rangeM)
  const grazingSine = Math.min(1, (radar + target) / rangeM)
  const rough = (2 * Math.PI * waveRmsM * grazingSine) / wavelength
  const reflected = Math.exp(-2 * rough * rough)
  return (1 + reflected * reflected - 2 * reflected * Math.cos(phase)) ** 2
}
