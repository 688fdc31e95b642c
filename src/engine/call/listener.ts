/** Who is taken to be on the telephone. `verified`: the person that the call is about. */
export type Listener =
  | 'unverified'
  | 'verified'
  | 'another_person'
  | 'child'
  | 'voicemail'
  | 'network'
  | 'screening'
  | 'menu'
  | 'fax'
  | 'silence'

/** Whether nobody is there who could be told anything. */
export function isNobody(listener: Listener): boolean {
  return listener === 'voicemail' || listener === 'network' || listener === 'menu' || listener === 'fax'
}
