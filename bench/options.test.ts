import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('the command line of a bench', () => {
  it('runs floor, intake and e2e when nothing is named', () => {
    expect(readOptions([])).toMatchObject({
      kind: 'run',
      benches: ['floor', 'intake', 'e2e'],
      seconds: 10,
      connections: 64,
    })
  })

  it('keeps the order and repetition of the names', () => {
    expect(readOptions(['e2e', 'floor', 'e2e'])).toMatchObject({ kind: 'run', benches: ['e2e', 'floor', 'e2e'] })
  })

  it.each([[['nosuch']], [['--seconds', 'many']], [['--connections', '0']], [['--unknown']]])('refuses %j', (argv) => {
    expect(readOptions(argv)).toMatchObject({ kind: 'refused', reason: expect.any(String) })
  })
})
