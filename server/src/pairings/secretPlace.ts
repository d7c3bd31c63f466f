/** Where the secret that signs a pairing's results is sealed to. */
export function placeOf(pairingId: string): string {
  return `pairing|${pairingId}|secret`
}
