import { describe, expect, it } from 'vitest'
import { countTests } from './countTests.js'

const file = (name: string, status: string, tests: readonly string[] = []) => ({
  name,
  status,
  message: '',
  assertionResults: tests.map((state, index) => ({ status: state, fullName: `test ${index}` })),
})

describe('countTests', () => {
  it('counts passed tests and names failed ones, and leaves out skipped ones', () => {
    const report = {
      testResults: [file('a', 'passed', ['passed', 'pending']), file('b', 'failed', ['passed', 'failed'])],
    }
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: ['b: test 1'] })
  })

  it('counts a file that could not be loaded as one failure', () => {
    expect(countTests({ testResults: [file('a', 'failed')] }, 1).failed).toEqual(['a: could not be run'])
  })

  it('does not call a run good that ended badly', () => {
    expect(countTests({ testResults: [file('a', 'passed', ['passed'])] }, 1).failed).toHaveLength(1)
    expect(countTests({ testResults: [] }, 1).failed).toEqual(['no test ran'])
    expect(countTests(null, 0).failed).toHaveLength(1)
  })
})
