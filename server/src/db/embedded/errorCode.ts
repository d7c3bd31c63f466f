/** True for an error of the system or of the database that carries one of `codes` ("ENOENT", "57P03"). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
