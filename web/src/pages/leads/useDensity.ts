import { useLocalStorage } from '@mantine/hooks'

export const densities = ['compact', 'cosy', 'roomy'] as const
export type Density = (typeof densities)[number]

export function useDensity(): { density: Density; next: () => void; set: (density: Density) => void } {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'switchyard-density',
    defaultValue: 'cosy',
    getInitialValueInEffect: false,
    deserialize: (text) => densities.find((one) => one === text) ?? 'cosy',
    serialize: (one) => one,
  })
  const next = () => setDensity(densities[(densities.indexOf(density) + 1) % densities.length] ?? 'cosy')
  return { density, next, set: setDensity }
}
