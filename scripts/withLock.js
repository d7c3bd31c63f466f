import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const waitLimitMs = 15 * 60_000

/** One at a time over all processes of this clone. A lock whose process is gone, or that is far too old, holds nobody up. */
export async function withLock(path, work) {
  const deadline = Date.now() + waitLimitMs
  let said = false
  while (!take(path)) {
    const holder = Number(read(path))
    if (!isAlive(holder) || Date.now() > deadline) {
      rmSync(path, { force: true })
      continue
    }
    if (!said) process.stderr.write(`Waiting for process ${holder}, which is setting up this folder …\n`)
    said = true
    await delay(200)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
