export interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The request as a command for a POSIX shell. Secrets were masked before the request was stored, so none can leak here. */
export function toCurl(request: CurlRequest): string {
  const lines = [`curl -X ${quote(request.method)} ${quote(request.url)}`]
  for (const [name, value] of Object.entries(request.headers)) lines.push(`-H ${quote(`${name}: ${value}`)}`)
  if (request.body !== null && request.body !== '') lines.push(`--data-raw ${quote(request.body)}`)
  return lines.join(' \\\n  ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
