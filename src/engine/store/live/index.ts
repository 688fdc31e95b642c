/**
 * The state of calls while they are held, where it outlives their process: in Redis, or in the memory of one process (for tests, and for
 * programs with two endpoints). In: the port `LiveCalls` of src/engine/call, where Redis is, a clock. Out: states by call, one owner each.
 * What a state means, calls and frames are not known here. The only importer of `redis`.
 */
export { createMemoryLiveCalls } from './create-memory-live-calls.ts'
export { openRedisLiveCalls, type RedisLiveCalls } from './open-redis-live-calls.ts'
