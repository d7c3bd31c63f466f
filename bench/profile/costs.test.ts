import { describe, expect, it } from 'vitest'
import { costsBy, type CpuProfile } from './costs.ts'

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
  children,
})

const profile: CpuProfile = {
  nodes: [
    node(1, '(root)', '', [2, 5]),
    node(2, 'admit', 'file:///app/server/src/intake/intake.ts', [3]),
    node(3, 'parse', 'file:///app/node_modules/@scope/parser/lib/parse.js', [4]),
    node(4, 'parse', 'file:///app/node_modules/@scope/parser/lib/parse.js'),
    node(5, '(idle)', ''),
  ],
  samples: [2, 3, 4, 4, 5, 5, 5, 5],
}

describe('the costs of a profile', () => {
  it('are shares of the time that was not idle, a recursive function counted once', () => {
    expect(costsBy(profile, 'function')).toEqual([
      { name: 'parse node_modules/@scope/parser/parse.js:10', percent: 75, withCalleesPercent: 75 },
      { name: 'admit server/src/intake/intake.ts:10', percent: 25, withCalleesPercent: 100 },
    ])
  })

  it('can be summed by package and folder', () => {
    expect(costsBy(profile, 'module').map(({ name, percent }) => [name, percent])).toEqual([
      ['node_modules/@scope/parser', 75],
      ['server/src/intake', 25],
    ])
  })
})
