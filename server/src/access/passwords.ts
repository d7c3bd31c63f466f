// Passwords: argon2id with the parameters that OWASP names first (19 MiB, 2 passes).

import { hash, verify } from '@node-rs/argon2'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassword = 10

export function hashPassword(password: string): Promise<string> {
  return hash(password, options)
}

/** Takes as long for an unknown user, so that time does not tell which addresses exist. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    await hash(password, options)
    return false
  }
  return verify(stored, password)
}
