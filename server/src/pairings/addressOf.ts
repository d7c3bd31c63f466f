import type { FastifyRequest } from 'fastify'

/** Where this instance is reached: as it was told, or as whoever calls reached it. No slash at the end. */
export function addressOf(request: FastifyRequest, told: string | undefined): string {
  return (told ?? `${request.protocol}://${request.host}`).replace(/\/+$/, '')
}
