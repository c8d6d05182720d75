/** Two-tone alarm, 2,200 Hz and 1,300 Hz, 250 ms each: the radiotelephone alarm signal (ITU-R M.219). */
const TONES_HZ = [2200, 1300] as const
const TONE_S = 0.25
const PAIRS = 4
const GAIN = 0.12

/**
 * Sounds once. Browsers refuse sound before the first click on a page; the visible bar is the alarm, so a refusal
 * costs nothing but the noise. @returns whether it could sound
 */
export async function soundAlarm(): Promise<boolean> {
  const audio = new AudioContext()
  if (audio.state === 'suspended')
    await Promise.race([audio.resume(), new Promise((r) => setTimeout(r, 200))])
  if (audio.state !== 'running') {
    await audio.close()
    return false
  }
  const gain = audio.createGain()
  gain.gain.value = GAIN
  gain.connect(audio.destination)
  const tone = audio.createOscillator()
  tone.type = 'square'
  for (let i = 0; i < PAIRS * 2; i++) {
    tone.frequency.setValueAtTime(TONES_HZ[i % 2] ?? TONES_HZ[0], audio.currentTime + i * TONE_S)
  }
  tone.connect(gain)
  tone.start()
  tone.stop(audio.currentTime + PAIRS * 2 * TONE_S)
  tone.addEventListener('ended', () => void audio.close())
  return true
}
