// What the sandbox answers, as data; the server sends it.

export interface SandboxReply {
  readonly status: number
  readonly contentType: string
  readonly body: string
  /** Waited before the answer. */
  readonly delayMs: number
}

export function jsonReply(value: object, status = 200): SandboxReply {
  return { status, contentType: 'application/json', body: JSON.stringify(value), delayMs: 0 }
}

/** `elements`: name -> text of the children of one `Response` element. */
export function xmlReply(elements: Readonly<Record<string, string>>): SandboxReply {
  const children = Object.entries(elements).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${children.join('')}</Response>`
  return { status: 200, contentType: 'application/xml', body, delayMs: 0 }
}

export function htmlReply(title: string, status = 200): SandboxReply {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return { status, contentType: 'text/html; charset=utf-8', body, delayMs: 0 }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
