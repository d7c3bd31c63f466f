/** One mistake in a set-up document. `path` is where it stands, such as "fields[3].picklist"; `message` is a whole sentence. */
export interface Problem {
  readonly path: string
  readonly code: string
  readonly message: string
}
