// The product's API as the benches use it for set-up.

export interface Api {
  put(path: string, document: object): Promise<void>
  post(path: string, document: object): Promise<void>
}

/** Rejects with what the server answered, whenever that is not a 2xx. */
export function openApi(origin: string, key: string): Api {
  async function call(method: string, path: string, document: object): Promise<void> {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(document),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
  }
  return {
    put: (path, document) => call('PUT', path, document),
    post: (path, document) => call('POST', path, document),
  }
}
