import { endpoint, reading } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { storedView, viewDocument } from './view.ts'

export const putView = endpoint({
  name: 'views.put',
  method: 'PUT',
  path: '/v1/views/{key}',
  summary: 'Save a view of the leads',
  description:
    'Whoever may read leads may save views of their own; sharing one needs the scope operate. Only its owner or an admin may ' +
    'change a shared view. A view made with an API key belongs to nobody and has to be shared. 409 `key_taken` where the key is ' +
    "somebody else's.",
  // A view changes nothing but what its owner looks at.
  scopes: reading,
  params: keyParams,
  body: viewDocument,
  example: {
    name: 'Failed today',
    shared: true,
    search: 'date=today&deliveryStatus=fail,partial',
    columns: ['id', 'received', 'summary', 'buyer', 'field.postcode'],
    density: 'compact',
  },
  status: 200,
  output: storedView,
  errors: [403, 409, 422],
})
