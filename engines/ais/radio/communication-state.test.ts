import { describe, expect, it } from 'vitest'
import { decodeText } from '../testing/decode.ts'
import { communicationState } from './communication-state.ts'

function stateOf(sentence: string): unknown {
  const message = decodeText(sentence).reports[0]?.message
  return message === undefined ? undefined : communicationState(message)
}

const SOTDMA_NONE = {
  scheme: 'sotdma',
  receivedStations: null,
  slotNumber: null,
  utcHour: null,
  utcMinute: null,
  slotOffset: null,
}

describe('communicationState', () => {
  it.each([
    ['!AIVDM,1,1,,A,15B4FT5000JRP>PE6E68Nbkl0PS5,0*70', { syncState: 1, slotTimeout: 0, slotOffset: 2245 }],
    [
      '!AIVDM,1,1,,B,15N5s90P00IB>dtA7f<pOwv00<1a,0*2B',
      { syncState: 0, slotTimeout: 3, receivedStations: 105 },
    ],
    ['!AIVDM,1,1,,B,15Mq4J0P01EREODRv4@74gv00HRq,0*72', { slotTimeout: 6, slotNumber: 2233 }],
    ['!AIVDM,1,1,,B,402=481uaUcf;OQ55JS9ITi025Jp,0*2B', { slotTimeout: 1, utcHour: 11, utcMinute: 46 }],
  ])('reads the sub-message the time-out names: %s', (sentence, expected) => {
    expect(stateOf(sentence)).toMatchObject({ ...SOTDMA_NONE, ...expected })
  })

  it('reads message 3 as incremental access', () => {
    expect(stateOf('!AIVDM,1,1,,A,35NBTh0Oh1G@Dt8EiccBuE3n00nQ,0*05')).toEqual({
      scheme: 'itdma',
      syncState: 0,
      slotIncrement: 218,
      slots: 0,
      keepFlag: true,
    })
  })

  it('has none for carrier-sense units and for messages without one', () => {
    expect(stateOf('!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C')).toBeNull()
    expect(stateOf('!AIVDM,1,1,,B,:5MlU41GMK6@,0*6C')).toBeNull()
  })
})
