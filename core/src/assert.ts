/** Ends every switch over a tagged union: the compiler complains when a case is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
