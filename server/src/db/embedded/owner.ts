// PostgreSQL refuses to run as root, so a root process gives it a system user.

import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface Owner {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const run = promisify(execFile)

/** Null when this process is not root and so can run the server as itself. */
export async function chooseOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const present = (await knownUser('postgres')) ?? (await knownUser('switchyard'))
  if (present !== null) return present
  await createUser('switchyard')
  const owner = (await knownUser('switchyard')) ?? (await knownUser('nobody'))
  if (owner !== null) return owner
  throw new Error(
    'PostgreSQL does not run as root and no system user could be made for it. ' +
      'Create one ("useradd --system switchyard"), start as another user, or set DATABASE_URL.',
  )
}

async function knownUser(name: string): Promise<Owner | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const line of passwd.split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name && uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/** A failure here is no error yet: `nobody` may do. */
async function createUser(name: string): Promise<void> {
  const debian = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]
  const busybox = ['-S', '-D', '-H', name]
  await run('useradd', debian).catch(() => run('adduser', busybox).catch(() => undefined))
}

/** Lets everybody read `folder` and what is in it: a umask of 077 at install time hides the programs from the owner. */
export async function makeReadable(folder: string): Promise<void> {
  await addMode(folder, 0o005)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await makeReadable(path)
    else if (entry.isFile()) {
      const { mode } = await stat(path)
      await addMode(path, (mode & 0o100) === 0 ? 0o004 : 0o005)
    }
  }
}

/** Lets the owner walk (not list) the folders above `path`, and says so, because it changes folders that are not ours. */
export async function makeReachable(path: string, owner: Owner, onNotice: (sentence: string) => void): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { uid, mode } = await stat(folder)
    if (uid !== owner.uid && (mode & 0o001) === 0) {
      await addMode(folder, 0o001)
      onNotice(`Opened ${folder} for passage (o+x), so that the database user "${owner.name}" can reach ${path}.`)
    }
    if (dirname(folder) === folder) return
  }
}

async function addMode(path: string, bits: number): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & bits) !== bits) await chmod(path, (mode & 0o7777) | bits)
}
