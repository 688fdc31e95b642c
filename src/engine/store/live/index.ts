/**
 * What processes share while it happens: the state of calls that are held, who waits in a queue, and a feed of events; in Redis, or in the memory
 * of one process. In: the ports `LiveCalls` and `WaitingRoom` of src/engine/call, where Redis is, a clock. Out: states by call, one owner each;
 * callers by queue, promised to one who takes them out; events in order, with those that were missed. What a state or an event means is not known here. The only importer of `redis`.
 */
export { createMemoryEventFeed } from './create-memory-event-feed.ts'
export { createMemoryLiveCalls } from './create-memory-live-calls.ts'
export { createMemoryWaitingRoom } from './create-memory-waiting-room.ts'
export type { EventFeed, FeedEvent } from './event-feed.ts'
export { openRedisEventFeed } from './open-redis-event-feed.ts'
export { openRedisLiveCalls, type RedisLiveCalls } from './open-redis-live-calls.ts'
export { openRedisWaitingRoom } from './open-redis-waiting-room.ts'
