/**
 * What Redis does in one go, by its own clock. KEYS: the call, and the calls by the end of their lease. A call is a hash: `fence`, `state`.
 */
const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`
const RENEW = `redis.call('PEXPIRE', KEYS[1], ARGV[3]); redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])`

/** ARGV: call, lease, kept (ms). Gives fence and state. */
export const CLAIM = `${NOW}
local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
${RENEW}
return { fence, redis.call('HGET', KEYS[1], 'state') }`

/** ARGV: call, lease, kept, fence, state. Gives 1, or 0 when another has claimed the call. */
export const KEEP = `if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[4] then return 0 end
${NOW}
if ARGV[5] then redis.call('HSET', KEYS[1], 'state', ARGV[5]) end
${RENEW}
return 1`

/** ARGV: call, fence. */
export const FORGET = `if redis.call('HGET', KEYS[1], 'fence') == ARGV[2] then
redis.call('DEL', KEYS[1]); redis.call('ZREM', KEYS[2], ARGV[1]) end
return 1`

/**
 * KEYS: the calls by the end of their lease. ARGV: for how long it is over, lease, kept, what stands before a call's name. Gives call, fence and
 * state, or nothing. What has expired meanwhile is dropped.
 */
export const CLAIM_ABANDONED = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
local found = redis.call('ZRANGE', KEYS[1], '-inf', now - ARGV[1], 'BYSCORE', 'LIMIT', 0, 1)[1]
if not found then return false end
local key = ARGV[4] .. found
local fence = redis.call('HINCRBY', key, 'fence', 1)
redis.call('PEXPIRE', key, ARGV[3]); redis.call('ZADD', KEYS[1], now + ARGV[2], found)
return { found, fence, redis.call('HGET', key, 'state') }`
