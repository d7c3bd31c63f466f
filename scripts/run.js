import { spawn } from 'node:child_process'

/** Runs a command with our output as its output (on standard error). Throws with the command line when it fails. */
export async function run([program, ...args], options) {
  const code = await exitCode([program, ...args], { ...options, stdio: ['ignore', 2, 2] })
  if (code !== 0) throw new Error(`"${[program, ...args].join(' ')}" failed (exit ${code}). What it said stands above.`)
}

/** The exit code of a command; one that a signal ended counts as 1. */
export function exitCode([program, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options)
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
