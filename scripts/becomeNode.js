import { spawn } from 'node:child_process'

/**
 * Runs `program args` in place of this process: where Node can, by replacing it (signals, kills and the exit code are then the
 * program's own), elsewhere as a child that gets our signals. Does not return.
 */
export function becomeNode(program, args, environment) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    // Says that execve is experimental; that is no news for whoever starts the server.
    process.removeAllListeners('warning')
    process.execve(program, [program, ...args], definedOnly(environment))
  }
  const child = spawn(program, args, { stdio: 'inherit', env: environment })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  // A terminal sends Ctrl-C to both of us: passing it on would deliver it twice.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGUSR2']) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

function definedOnly(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined))
}
