// `npm run build`: packages and web UI, as `npm start` would make them; for images and packages.

import { setUp } from './setup.js'

await setUp()
