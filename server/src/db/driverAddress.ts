// Where a connection string leads. `?host=/folder` means a Unix socket in that folder, as PostgreSQL's own tools read it; the
// driver wants the socket's path beside the string instead.

export interface DriverAddress {
  readonly url: string
  readonly options: { readonly path?: string }
}

export function driverAddress(databaseUrl: string): DriverAddress {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  if (folder === null || !folder.startsWith('/')) return { url: databaseUrl, options: {} }
  url.searchParams.delete('host')
  return { url: url.href, options: { path: `${folder}/.s.PGSQL.${url.port === '' ? '5432' : url.port}` } }
}
