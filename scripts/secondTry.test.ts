import { describe, expect, it } from 'vitest'
import { countTests } from './countTests.js'
import { afterSecondTry, filesToTryAgain } from './secondTry.js'

const test = (status: string) => ({ status, fullName: `a ${status} test`, failureMessages: ['1 is not 2\n  at x'] })
const file = (name: string, ...tests: readonly string[]) => ({
  name,
  status: tests.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: tests.map(test),
})
const report = (...testResults: readonly ReturnType<typeof file>[]) => ({ testResults })

describe('A second try', () => {
  it('is given to the files that failed', () => {
    expect(filesToTryAgain(report(file('a', 'passed'), file('b', 'failed', 'passed')))).toEqual(['b'])
    expect(filesToTryAgain(null)).toEqual([])
  })

  it('is not given when many failed: that is no accident', () => {
    const many = Array.from({ length: 20 }, (_, index) => file(`f${index}`, 'failed'))
    expect(filesToTryAgain(report(...many))).toEqual([])
  })

  it('counts in place of the first, and what passed only then is named with its first words', () => {
    const { report: merged, shaky } = afterSecondTry(
      report(file('a', 'passed'), file('b', 'failed', 'passed')),
      report(file('b', 'passed', 'passed')),
    )
    expect(countTests(merged, 0)).toEqual({ passed: 3, failed: [] })
    expect(shaky).toEqual(['b: a failed test: 1 is not 2'])
  })

  it('does not turn a failure that comes again into a pass, nor one that was not tried again', () => {
    const first = report(file('a', 'failed'), file('b', 'failed'))
    const { report: merged, shaky } = afterSecondTry(first, report(file('b', 'failed')))
    expect(countTests(merged, 1).failed).toHaveLength(2)
    expect(shaky).toEqual([])
    expect(countTests(afterSecondTry(first, null).report, 1).failed).toHaveLength(2)
  })
})
