/**
 * What a vitest JSON report says: how many tests passed, and a line for each failure with its first words. A file that could not be loaded has no
 * tests in the report and counts as one failure; so does a run that ended badly although every test passed (an error that
 * nobody caught, a missing report, no tests at all). Pure.
 */
export function countTests(report, exitCode) {
  if (report === null) return { passed: 0, failed: ['the run ended without a report'] }
  let passed = 0
  const failed = []
  for (const file of report.testResults) {
    const results = file.assertionResults
    passed += results.filter((test) => test.status === 'passed').length
    const bad = results.filter((test) => test.status === 'failed')
    failed.push(...bad.map((test) => `${file.name}: ${testLine(test)}`))
    if (file.status === 'failed' && bad.length === 0) failed.push(`${file.name}: ${file.message || 'could not be run'}`)
  }
  if (exitCode !== 0 && failed.length === 0) {
    failed.push(passed === 0 ? 'no test ran' : `the run ended with exit code ${exitCode} although its tests passed`)
  }
  return { passed, failed }
}

/** A test and the first words of what it said when it failed. */
export function testLine(test) {
  const said = (test.failureMessages?.[0] ?? '').split('\n', 1)[0]
  return said === '' ? test.fullName : `${test.fullName}: ${said}`
}
