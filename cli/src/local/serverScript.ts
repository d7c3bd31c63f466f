// Commands that need no running server: they start a program of the server on this machine.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../server/src/', import.meta.url))

/** Runs admin.ts with the options on its input; its result, or an error with what it said. */
export async function runAdmin(name: string, options: object): Promise<unknown> {
  const child = spawn(process.execPath, [`${folder}admin.ts`, name], { stdio: ['pipe', 'pipe', 'pipe'] })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
  child.stdin.end(JSON.stringify(options))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(output.err.trim() || `The program ended with exit code ${code ?? 'none'}.`)
  // Notices, such as about a folder that had to be opened for the database's user.
  process.stderr.write(output.err)
  return JSON.parse(output.out)
}

/** Becomes the server: signals, output and exit code are its own. Does not come back where Node can replace itself. */
export async function becomeServer(): Promise<number> {
  // As scripts/start.js does it.
  const args = ['--max-semi-space-size=8', `${folder}main.ts`]
  if (process.platform !== 'win32' && process.execve !== undefined) {
    // Says that execve is experimental; that is no news for whoever starts the server.
    process.removeAllListeners('warning')
    const entries = Object.entries(process.env).filter(([, value]) => value !== undefined)
    process.execve(process.execPath, [process.execPath, ...args], Object.fromEntries(entries))
  }
  return await runHere(args)
}

/** The benches of this installation; their exit code. */
export async function runBench(args: readonly string[]): Promise<number> {
  return await runHere([fileURLToPath(new URL('../../../bench/main.ts', import.meta.url)), ...args])
}

async function runHere(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {})
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
