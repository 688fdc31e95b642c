/** What a key may do, from least to most: each may what those before it may, but for `form`, which may leave a lead and nothing else. */
export const ROLES = ['form', 'viewer', 'operator', 'author', 'admin'] as const
/** One of them. */
export type Role = (typeof ROLES)[number]

/** What each role is for, in words. */
export const ROLE_MEANINGS: Readonly<Record<Role, string>> = {
  form: "the form of a web page: leaves leads, reads nothing; the page's visitors see this key",
  viewer: 'sees campaigns, figures, attempts and calls, without names, numbers or words of callers',
  operator: 'starts and halts campaigns, imports lists, works on tasks, sees contacts and what was said',
  author: 'changes the files of campaigns too',
  admin: 'exports and erases persons too',
}

/** Whether a role may what asks for `needed`. */
export function mayDo(role: Role, needed: Role): boolean {
  if (needed === 'form') return role === 'form' || mayDo(role, 'operator')
  return role !== 'form' && ROLES.indexOf(role) >= ROLES.indexOf(needed)
}
