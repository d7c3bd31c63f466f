/** "Vehicle year" for "vehicle_year" and "vehicleYear": a field's name where its label is not at hand. */
export function humanise(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? key : words[0]?.toUpperCase() + words.slice(1)
}
