// Who has answered, as the words tell: a voicemail, the network, a call screening, a menu, a fax, a child, another person, somebody who
// fetches the one that is asked for. In: the words of an utterance. Out: one sign and the words that it was read from.
// Must not know scenarios, steps, or what a call does with it.
export { readWho, type Who, type WhoSign } from './read-who.ts'
