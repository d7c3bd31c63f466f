import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.js'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a browser for the journeys; installed from Debian's packages when there is none and we may. Null otherwise. */
export async function ensureChromium() {
  const present = findChromium()
  if (present !== null) return present
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === null) {
    process.stderr.write(
      'No Chromium found. Install it ("apt-get install chromium") or set SWITCHYARD_CHROMIUM to its path.\n',
    )
    return null
  }
  process.stderr.write('Installing Chromium (once) …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run(['apt-get', 'update', '-qq'], { env })
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
  }
  return findChromium()
}

function findChromium() {
  const chosen = process.env.SWITCHYARD_CHROMIUM
  return chosen !== undefined && chosen !== '' ? chosen : findProgram(names)
}

function findProgram(candidates) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  for (const folder of folders) {
    for (const name of candidates) {
      const path = join(folder, name)
      if (folder !== '' && isExecutable(path)) return path
    }
  }
  return null
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
