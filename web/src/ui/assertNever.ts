/** The end of every switch over a tagged union: a new member is a type error here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`)
}
