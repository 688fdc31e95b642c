/** What each code of a problem means, for the page of the documentation: a problem's `type` leads there. Stable. */
export const PROBLEM_CODES = {
  'bad-cursor': 'The cursor is none of this list: give `next` of the page before, as it is.',
  'bad-idempotency-key': 'The `Idempotency-Key` has spaces, or is longer than 200 signs.',
  'bad-request': 'The request cannot be read.',
  bug: 'A fault of Trucada: its place is in the log of the server.',
  busy: 'The server is asked too much at once: wait as long as `Retry-After` says.',
  'call-under-way': 'A call with the person goes on: they can be erased when it has ended.',
  'campaign-idle': 'The campaign does not run.',
  'changed-meanwhile': 'The text is not the one of `If-Match` any more: get it anew.',
  'contact-gone': 'The contact of the preview was reached, called or given to a person meanwhile.',
  'faulty-campaign': 'The text of the campaign has errors: `findings` says where.',
  forbidden: 'The key has another role than is needed.',
  'foreign-page': 'The key of a form is used by a page that the setting `api_origins` does not name.',
  'idempotency-key-reused': 'The `Idempotency-Key` belonged to another request.',
  'invalid-request': 'The request is not as this page says: `errors` says where.',
  'not-found': 'There is none of this name or id.',
  'precondition-required': 'Neither `If-Match` nor `If-None-Match: *` is there.',
  'still-running': 'The same request, under the same `Idempotency-Key`, is being answered.',
  'store-away': 'The database cannot be reached: try again.',
  'task-done': 'The task is done already.',
  'task-taken': 'Somebody has the task already, or it is done.',
  'too-long': 'The body is too long.',
  'too-many-requests': 'The key, the address or the number has had enough: wait as long as `Retry-After` says.',
  'unknown-columns': 'The columns of the list cannot be told: give them in `columns`.',
  'unknown-key': 'There is no key with the request, or one that opens nothing.',
  'unusable-number': 'The number cannot be called: it is none, or calls to it cost extra.',
  'wrong-media': 'The body has a `Content-Type` that is not taken here.',
} as const

/** A code of a problem. Those of lists and of what surrounds the server (`list-…`, `store-…`) come besides: they say what happened in their title. */
export type ProblemCode = keyof typeof PROBLEM_CODES
