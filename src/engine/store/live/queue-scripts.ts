/**
 * What Redis does in one go with callers who wait. A queue is a set of calls by the time since which they wait; a caller is a hash (`owner`: the
 * process that holds the call, `caller`: JSON), a promise the name of whoever it was made to. Both end by themselves when nobody renews them.
 */

/** KEYS: queue, caller, promise. ARGV: call, since, owner, JSON, lease, kept (ms). Whoever enters last has the caller. Gives whether they are promised. */
export const ENTER = `redis.call('HSET', KEYS[2], 'owner', ARGV[3], 'caller', ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return redis.call('EXISTS', KEYS[3])`

/** KEYS: queue, caller, promise. ARGV: call, owner. Nothing when another process has the caller. */
export const LEAVE = `if redis.call('HGET', KEYS[2], 'owner') ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('ZREM', KEYS[1], ARGV[1])
return 1`

/** The same arguments as ENTER. Gives -1 when another process has the caller, else whether they are promised. */
export const STAY = `local owner = redis.call('HGET', KEYS[2], 'owner')
if owner and owner ~= ARGV[3] then return -1 end
${ENTER}`

/** KEYS: queue. ARGV: to whom, lease, what stands before a caller's and a promise's name, the call that is not meant. Gives the caller's JSON, or 1 when all are promised. */
export const PROMISE = `local waits = false
for _, call in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local caller = redis.call('HGET', ARGV[3] .. call, 'caller')
  if not caller then redis.call('ZREM', KEYS[1], call)
  elseif call ~= ARGV[5] and redis.call('SET', ARGV[4] .. call, ARGV[1], 'NX', 'PX', ARGV[2]) then return caller
  else waits = true end
end
return waits`

/** KEYS: promise. ARGV: to whom, lease. */
export const RENEW_PROMISE = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`

/** KEYS: promise. ARGV: to whom. */
export const GIVE_BACK = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`
