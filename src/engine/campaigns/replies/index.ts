// What people write back. In: their messages, once each; the campaign's rules for replies; the lexicons of calls. Out: calls that are not made,
// or made at the hour that was named; services of the clinic, done under one key; opt-outs; tasks for people; short answers.
// Must not know who carries messages, how a call is held, the real clock.
export type { CallWish, ReplyOptions } from './ports.ts'
export { readReply, type ReplyReading } from './read-reply.ts'
export { createReplyServices } from './serve-replies.ts'
export { takeReply } from './take-reply.ts'
