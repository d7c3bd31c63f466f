import type { z } from 'zod'

import type { campaign } from '@switchyard/contract/setup/campaign.ts'
import type { delivery } from '@switchyard/contract/setup/delivery.ts'
import type { buyer, mapper, picklist, supplier, suppressionList } from '@switchyard/contract/setup/lists.ts'

/** A set-up document as a person would write it. */
export type DemoDocument =
  | { readonly kind: 'picklist'; readonly key: string; readonly doc: z.input<typeof picklist> }
  | { readonly kind: 'mapper'; readonly key: string; readonly doc: z.input<typeof mapper> }
  | { readonly kind: 'suppression'; readonly key: string; readonly doc: z.input<typeof suppressionList> }
  | { readonly kind: 'supplier'; readonly key: string; readonly doc: z.input<typeof supplier> }
  | { readonly kind: 'buyer'; readonly key: string; readonly doc: z.input<typeof buyer> }
  | { readonly kind: 'campaign'; readonly key: string; readonly doc: z.input<typeof campaign> }
  | { readonly kind: 'delivery'; readonly key: string; readonly doc: z.input<typeof delivery> }
