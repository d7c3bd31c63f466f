import { testLine } from './countTests.js'

/** More than this many files at fault is no accident of timing. */
const fewFiles = 6

/** The files of a vitest JSON report that deserve a second try: those with a failure, when they are few. Pure. */
export function filesToTryAgain(report) {
  const files = (report?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name)
  return files.length <= fewFiles ? files : []
}

/**
 * The report of both tries: a file counts as it went the second time. `shaky` names each test that passed only then, with what it
 * said the first time. Pure.
 */
export function afterSecondTry(first, second) {
  const again = new Map((second?.testResults ?? []).map((file) => [file.name, file]))
  const shaky = []
  const testResults = first.testResults.map((file) => {
    const later = again.get(file.name)
    if (file.status !== 'failed' || later === undefined) return file
    if (later.status === 'passed') shaky.push(...saidBy(file))
    return later
  })
  return { report: { ...first, testResults }, shaky }
}

function saidBy(file) {
  const bad = file.assertionResults.filter(({ status }) => status === 'failed')
  if (bad.length === 0) return [`${file.name}: ${file.message || 'could not be run'}`]
  return bad.map((test) => `${file.name}: ${testLine(test)}`)
}
