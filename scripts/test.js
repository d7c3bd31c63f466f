// `npm test`: everything that guards a change, on a fresh clone too. Goes on after a failure, so that one run tells all.
// The last line is "N passed, N failed": each check counts as one test, then every test of vitest.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.js'
import { withCompileCache } from './compileCache.js'
import { countTests } from './countTests.js'
import { exitCode } from './run.js'
import { afterSecondTry, filesToTryAgain } from './secondTry.js'
import { buildWeb, pinnedNode, root, setUpPackages } from './setup.js'

const total = { passed: 0, failed: 0 }
const failures = []
const shaky = []

try {
  await setUpPackages()
  const chromium = await ensureChromium()
  // The pinned Node first, for tools that look `node` up; the tests decide themselves which database and settings they use.
  const env = withCompileCache({
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
    NODE_ENV: 'test',
  })
  for (const name of Object.keys(env)) {
    if (name.startsWith('SWITCHYARD_') || ['DATABASE_URL', 'PORT', 'HOST'].includes(name)) delete env[name]
  }
  if (chromium !== null) env.SWITCHYARD_CHROMIUM = chromium

  await check('types', () => tool('typescript/bin/tsc', ['-b'], env))
  await check('lint', () => tool('oxlint/bin/oxlint', ['--type-aware'], env))
  await check('format', () => tool('prettier/bin/prettier.cjs', ['--check', '.'], env))
  await check('web build', async () => {
    await buildWeb()
    return 0
  })
  await suite('unit and integration tests', ['--project', 'pure', '--project', 'database'], env)
  await suite('end-to-end tests', ['--project', 'e2e'], env)
} catch (error) {
  fail('set-up', error.message)
}

if (shaky.length > 0)
  process.stdout.write(`\nPassed only when run alone:\n${shaky.map((line) => `  ${line}\n`).join('')}`)
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((line) => `  ${line}\n`).join('')}`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1

function tool(script, args, env) {
  return exitCode([pinnedNode, join(root, 'node_modules', script), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 1, 2],
  })
}

async function check(name, work) {
  heading(name)
  try {
    const code = await work()
    if (code === 0) total.passed += 1
    else fail(name, `exit code ${code}`)
  } catch (error) {
    fail(name, error.message)
  }
}

async function suite(name, args, env) {
  heading(name)
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-report-'))
  try {
    const { report, code } = await twice(
      (path, more) => {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
        return tool('vitest/vitest.mjs', ['run', ...args, ...reporters, ...more], env)
      },
      (name) => join(folder, name),
    )
    const counted = countTests(report, code)
    total.passed += counted.passed
    total.failed += counted.failed.length
    failures.push(...counted.failed.map((line) => `${name}: ${line}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Many tests drive real processes against the clock of a lease or a heartbeat, three files at a time. A few files that failed are
 * tried once more with the machine to themselves: a fault comes again, a race for the processor does not, and is told below.
 */
async function twice(run, pathOf) {
  const first = pathOf('first.json')
  const code = await run(first, [])
  const report = readReport(first)
  const files = filesToTryAgain(report)
  if (files.length === 0) return { report, code }
  heading(`once more, alone: ${files.length} of the files`)
  const second = pathOf('second.json')
  const secondCode = await run(second, [...files, '--maxWorkers=1'])
  const both = afterSecondTry(report, readReport(second))
  shaky.push(...both.shaky)
  return { report: both.report, code: secondCode }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function fail(name, why) {
  total.failed += 1
  failures.push(`${name}: ${why}`)
}

function heading(name) {
  process.stdout.write(`\n── ${name}\n`)
}
