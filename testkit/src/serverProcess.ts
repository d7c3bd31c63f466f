// The server as a process of its own, for tests that kill it. Several on one database and data folder work together.

import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface ServerProcessOptions {
  /** Left out: the embedded server below `dataDir`. */
  readonly databaseUrl?: string
  readonly dataDir: string
  readonly role?: 'all' | 'api' | 'worker'
  /** Admin key of the first account; only looked at while there is none. */
  readonly adminKey: string
  /** The most file handles it may have; left out: as many as this process. */
  readonly fileHandles?: number
}

export interface ServerProcess {
  /** "http://127.0.0.1:40123"; "" in the role `worker`. */
  readonly url: string
  readonly pid: number
  /** What it wrote to its log so far. */
  log(): string
  /** Null while it runs. */
  ended(): Ended | null
  /** Stops it in the middle of whatever it does, or lets it go on from there. */
  freeze(): void
  thaw(): void
  /** Resolves when the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>
}

export interface Ended {
  /** Null after a signal. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

const program = join(import.meta.dirname, '../../server/src/main.ts')
/** 32 bytes; every process of one database needs the same. */
const secret = Buffer.alloc(32, 7).toString('base64')

/** Resolves when the process is ready for work; refuses with its log when it ends before. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { fileHandles } = options
  // The shell sets the limit and becomes the server, so that signals reach it.
  const limited = ['-c', `ulimit -n ${fileHandles} && exec "$0" "$1"`, process.execPath, program]
  const [command, words] = fileHandles === undefined ? [process.execPath, [program]] : ['sh', limited]
  const child = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      // Set by `npm test`: these processes are started often.
      ...(process.env['NODE_COMPILE_CACHE'] && { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
      PORT: '0',
      SWITCHYARD_DATA: options.dataDir,
      SWITCHYARD_SETUP: 'empty',
      SWITCHYARD_ROLE: options.role ?? 'all',
      SWITCHYARD_SECRET: secret,
      SWITCHYARD_ADMIN_EMAIL: 'admin@example.com',
      SWITCHYARD_ADMIN_PASSWORD: 'correct horse battery',
      SWITCHYARD_ADMIN_KEY: options.adminKey,
      SWITCHYARD_ALLOW_HOSTS: '127.0.0.0/8',
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    },
  })
  let out = ''
  let log = ''
  let ended: Ended | null = null
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const exit = new Promise<Ended>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = { code, signal }
      resolve(ended)
    })
  })
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const address = /running at (\S+)/.exec(out)?.[1]
      if (address !== undefined) resolve(address)
      else if (out.includes('worker is running')) resolve('')
    })
  })
  const url = await Promise.race([
    ready,
    exit.then(({ code }) => {
      throw new Error(`The server ended with ${code} before it was ready:\n${log}`)
    }),
  ])
  return {
    url,
    // It started, so it has one.
    pid: child.pid as number,
    log: () => log,
    ended: () => ended,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    end(signal) {
      child.kill(signal)
      return exit
    },
  }
}
