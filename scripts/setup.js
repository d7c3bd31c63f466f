// What a fresh clone needs before anything of ours can run: packages, and the built web UI.
// Plain JavaScript, because it runs on whatever Node (20 or later) the machine has.

import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.js'
import { withLock } from './withLock.js'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stateFolder = join(root, '.setup')

/** The Node that package.json pins; everything but these scripts runs on it. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Does nothing when packages and the web UI are up to date. */
export async function setUp() {
  if (isInstalled() && isWebBuilt()) return
  mkdirSync(stateFolder, { recursive: true })
  await withLock(join(stateFolder, 'lock'), async () => {
    if (!isInstalled()) await install()
    if (!isWebBuilt()) await buildWeb()
  })
}

/** Installs packages alone, for callers that report the build themselves. */
export async function setUpPackages() {
  if (isInstalled()) return
  mkdirSync(stateFolder, { recursive: true })
  await withLock(join(stateFolder, 'lock'), async () => {
    if (!isInstalled()) await install()
  })
}

/** npm writes its own record when an install is complete; it must hold every package of the lock file. */
function isInstalled() {
  const record = readJson(join(root, 'node_modules', '.package-lock.json'))
  const wanted = readJson(join(root, 'package-lock.json'))
  if (record === null || wanted === null || !existsSync(pinnedNode)) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.optional === true || entry.peer === true) return true
    const present = record.packages[path]
    return present === undefined ? !path.startsWith('node_modules/') : present.version === entry.version
  })
}

async function install() {
  say('Installing packages (once)')
  const npm = process.env.npm_execpath
  const command = npm !== undefined && npm.endsWith('.js') ? [process.execPath, npm] : ['npm']
  // The embedded PostgreSQL and the pinned Node come through install scripts and optional packages, and building and testing
  // through development packages: a machine's own npm settings must not leave them out.
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  await run([...command, ...options], { cwd: root, env: installEnvironment() })
  if (!existsSync(pinnedNode)) {
    throw new Error(
      `npm did not install Node for this platform (${process.platform}-${process.arch}): ${pinnedNode} is missing.`,
    )
  }
}

/** npm wants to write below the home directory; where that cannot be, its cache lives in the clone. */
function installEnvironment() {
  const environment = { ...process.env, NODE_ENV: 'development' }
  try {
    accessSync(homedir(), constants.W_OK)
    return environment
  } catch {
    const cache = join(stateFolder, 'npm-cache')
    return { ...environment, HOME: stateFolder, npm_config_cache: cache, npm_config_logs_dir: join(cache, '_logs') }
  }
}

/** Rebuilt when what it is made of has changed, whatever the file times say after a checkout. */
function isWebBuilt() {
  if (!existsSync(join(root, 'web', 'dist', 'index.html'))) return false
  return readText(join(stateFolder, 'web')) === webHash()
}

export async function buildWeb() {
  say('Building the web UI')
  const hash = webHash()
  await run([pinnedNode, join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    env: { ...process.env, NODE_ENV: 'production' },
  })
  mkdirSync(stateFolder, { recursive: true })
  writeFileSync(join(stateFolder, 'web'), hash)
}

function webHash() {
  const hash = createHash('sha256')
  const files = [...filesBelow('web'), ...filesBelow('contract'), 'package-lock.json', 'tsconfig.base.json']
  for (const path of files)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return ['dist', 'node_modules'].includes(entry.name) ? [] : filesBelow(path)
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
    })
}

function readJson(path) {
  const text = readText(path)
  return text === null ? null : JSON.parse(text)
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** On standard error: standard output belongs to the command that was asked for. */
function say(sentence) {
  process.stderr.write(`${sentence} …\n`)
}
