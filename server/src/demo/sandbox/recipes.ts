// Which recipe answers at which path.

import type { Recipe } from './recipe.ts'
import { acme } from './recipes/acme.ts'
import { hearthside } from './recipes/hearthside.ts'
import { millbrook } from './recipes/millbrook.ts'
import { accepts, down, html, odd, refuses, slow, xml } from './recipes/plain.ts'
import { ridgeway } from './recipes/ridgeway.ts'
import { sunhaven } from './recipes/sunhaven.ts'
import { torque } from './recipes/torque.ts'

export const recipes: ReadonlyMap<string, Recipe> = new Map(
  Object.entries({
    acme,
    torque,
    millbrook,
    sunhaven,
    ridgeway,
    hearthside,
    accepts,
    refuses,
    slow,
    down,
    html,
    odd,
    xml,
  }),
)
