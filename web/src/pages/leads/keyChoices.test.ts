import { describe, expect, it } from 'vitest'
import { appliedKeys, offeredKeys } from './keyChoices.ts'

const known = ['auto-warranty', 'boiler', 'solar-uk', 'solar-ie', 'SOLAR']

describe('the keys that are offered', () => {
  it('are those that contain what was typed, after the chosen ones', () => {
    expect(offeredKeys(known, ['boiler'], 'Solar-')).toEqual(['boiler', 'solar-uk', 'solar-ie'])
    expect(offeredKeys(known, [], '')).toEqual(known)
  })
})

describe('the keys that are applied', () => {
  it('are the chosen ones when nothing was typed', () => {
    expect(appliedKeys(known, ['boiler'], ' ')).toEqual(['boiler'])
  })

  it('include the known key that was typed, in its own spelling', () => {
    expect(appliedKeys(known, ['boiler'], 'solar')).toEqual(['boiler', 'SOLAR'])
  })

  it('include the only key that is left', () => {
    expect(appliedKeys(known, [], 'auto')).toEqual(['auto-warranty'])
  })

  it('include what was typed as it is when it names no one key', () => {
    expect(appliedKeys(known, [], 'old-campaign')).toEqual(['old-campaign'])
    expect(appliedKeys(known, [], 'solar-')).toEqual(['solar-'])
  })
})
