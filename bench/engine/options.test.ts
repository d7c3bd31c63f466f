import { describe, expect, it } from 'vitest'

import { enginePartNames, readEngineOptions, type EngineFlagValues } from './options.ts'

const flags: EngineFlagValues = { leads: '20000', minutes: '0.5', rounds: '1', 'per-second': '300' }

describe('the command line of the engine bench', () => {
  it('means all parts when none is named, and those that are named in their own order', () => {
    expect(readEngineOptions(flags, 10)).toMatchObject({ only: enginePartNames, seconds: 10, leads: 20_000 })
    expect(readEngineOptions({ ...flags, only: 'soak, redeliver' }, 10)).toMatchObject({ only: ['redeliver', 'soak'] })
  })

  it.each([{ only: 'nosuch' }, { leads: '1' }, { minutes: 'long' }, { rounds: '0' }, { 'per-second': '-1' }])(
    'refuses %j in a sentence',
    (wrong) => {
      expect(readEngineOptions({ ...flags, ...wrong }, 10)).toMatch(/\.$/)
    },
  )
})
