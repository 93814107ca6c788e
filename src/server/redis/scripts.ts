import { MEAN_WEIGHT, USED_MS } from '../line/lineStore';

/** The current time in milliseconds: Redis's own clock, so that those of the processes don't matter. */
const NOW = `
local function clock(text)
  if text ~= '' then return tonumber(text) end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
`;

/** Counts a request. The count and the end of its window are set in one step. */
export const HIT = `
redis.call('SET', KEYS[1], 0, 'PX', ARGV[1], 'NX')
local count = redis.call('INCR', KEYS[1])
return { count, redis.call('PTTL', KEYS[1]) }
`;

/** Takes, keeps or gives back a place for one call, in the count of its user and in the total. */
export const CALL = `${NOW}
local user, all = KEYS[1], KEYS[2]
local action, id, perUser, total, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local now = clock(ARGV[6])
for _, key in ipairs(KEYS) do redis.call('ZREMRANGEBYSCORE', key, '-inf', now) end
if action == 'leave' then
  for _, key in ipairs(KEYS) do redis.call('ZREM', key, id) end
  return 'left'
end
-- Some clients send a script again after a lost connection: the call must not count as another one.
if action == 'enter' and not redis.call('ZSCORE', all, id) then
  if redis.call('ZCARD', user) >= perUser then return 'user' end
  if redis.call('ZCARD', all) >= total then return 'total' end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ttl, id)
  redis.call('PEXPIRE', key, ttl)
end
return 'entered'
`;

/** The keys of a line; on a cluster, a script may run only with its keys. */
export const LINE_KEYS = ['waiting', 'seen', 'slots', 'tickets', 'taken', 'inLine', 'used', 'facts'];

const LINE_BASE = `${NOW}
local waiting, seen, slots, tickets = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local taken, inLine, used, facts = KEYS[5], KEYS[6], KEYS[7], KEYS[8]

local function text(number) return string.format('%.0f', number) end

-- A ticket is "number|start of its session|end of its slot|user".
local function read(ticket)
  local value = redis.call('HGET', tickets, ticket)
  if not value then return { number = 0, startedAt = 0, endsAt = 0, user = '' } end
  local number, startedAt, endsAt, user = string.match(value, '^(%d+)|(%d+)|(%d+)|(.*)$')
  return { number = tonumber(number), startedAt = tonumber(startedAt), endsAt = tonumber(endsAt), user = user }
end

local function write(ticket, it)
  local value = text(it.number) .. '|' .. text(it.startedAt) .. '|' .. text(it.endsAt) .. '|' .. it.user
  redis.call('HSET', tickets, ticket, value)
end

local function add(key, user, by)
  if redis.call('HINCRBY', key, user, by) <= 0 then redis.call('HDEL', key, user) end
end

local function count(key, user) return tonumber(redis.call('HGET', key, user) or '0') end

local function enterLine(ticket, it, now)
  if redis.call('ZADD', waiting, text(it.number), ticket) == 1 then add(inLine, it.user, 1) end
  redis.call('ZADD', seen, now, ticket)
  write(ticket, it)
end

local function leaveLine(ticket, user)
  if redis.call('ZREM', waiting, ticket) == 1 then add(inLine, user, -1) end
  redis.call('ZREM', seen, ticket)
end

local function freeSlot(ticket, user)
  if redis.call('ZREM', slots, ticket) == 1 then add(taken, user, -1) end
end

local function use(ticket, now)
  local duration = tonumber(redis.call('HGET', facts, 'duration') or '0')
  redis.call('ZADD', used, now + duration + ${USED_MS}, ticket)
  redis.call('PEXPIRE', used, duration + ${USED_MS})
end

local function endSlot(ticket, it, expiresAt, now)
  freeSlot(ticket, it.user)
  redis.call('HDEL', tickets, ticket)
  use(ticket, now)
  if it.startedAt == 0 then return end
  local length = math.max(0, math.min(now, expiresAt) - it.startedAt)
  local mean = tonumber(redis.call('HGET', facts, 'mean') or '0')
  if mean == 0 then mean = length else mean = mean + (length - mean) * ${MEAN_WEIGHT} end
  redis.call('HSET', facts, 'mean', string.format('%.3f', mean))
end

-- Otherwise a ticket whose session began would return with a full session's time.
local function leaveForGood(ticket, it, now)
  leaveLine(ticket, it.user)
  redis.call('HDEL', tickets, ticket)
  if it.startedAt > 0 then use(ticket, now) end
end

local function sweep(now, silence)
  for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', slots, '-inf', now)) do
    endSlot(ticket, read(ticket), tonumber(redis.call('ZSCORE', slots, ticket)), now)
  end
  for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', now - silence)) do
    leaveForGood(ticket, read(ticket), now)
  end
  redis.call('ZREMRANGEBYSCORE', used, '-inf', now)
end

local function mean() return math.floor(tonumber(redis.call('HGET', facts, 'mean') or '0') + 0.5) end
`;

export const COUNT_LINE = `${LINE_BASE}
sweep(clock(ARGV[1]), tonumber(redis.call('HGET', facts, 'silence') or '0'))
return { redis.call('ZCARD', waiting), redis.call('ZCARD', slots), mean() }
`;

/** One step of one ticket: `line/memoryLine.ts` in Redis. */
export const LINE = `${LINE_BASE}
local action, ticket, user = ARGV[1], ARGV[2], ARGV[3]
local oldNumber, hadSlot = tonumber(ARGV[4]), ARGV[5] == '1'
local capacity, perUser, maxWaiting = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local claim, alive, duration, silence = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])
local now = clock(ARGV[13])
redis.call('HSET', facts, 'silence', silence, 'duration', duration)
sweep(now, silence)
-- A session's time limit keeps counting while it waits.
if redis.call('ZSCORE', waiting, ticket) then
  local it = read(ticket)
  if it.startedAt > 0 and it.endsAt <= now then leaveForGood(ticket, it, now) end
end

local function answer(state)
  local it = read(ticket)
  local rank = redis.call('ZRANK', waiting, ticket)
  local slot = redis.call('ZSCORE', slots, ticket)
  local isOwn = rank and count(taken, user) >= perUser
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, duration + ${USED_MS}) end
  return {
    state or (slot and 'slot') or (rank and 'waiting') or 'gone',
    text(it.number),
    rank and rank + 1 or 0,
    redis.call('ZCARD', waiting),
    redis.call('ZCARD', slots),
    text(slot and it.endsAt - now or 0),
    mean(),
    isOwn and 1 or 0,
    slot and it.startedAt > 0 and 1 or 0,
  }
end

local function newPlace(number) return { number = number, startedAt = 0, endsAt = 0, user = user } end

local function take(it)
  leaveLine(ticket, user)
  if it.startedAt == 0 then it.endsAt = now + claim end
  redis.call('ZADD', slots, math.min(now + claim, it.endsAt), ticket)
  add(taken, user, 1)
  write(ticket, it)
  return it
end

local function keep(it)
  if it.startedAt == 0 then
    it.startedAt = now
    it.endsAt = now + duration
    write(ticket, it)
  end
  redis.call('ZADD', slots, math.min(it.endsAt, now + alive), ticket)
end

local function isTurn()
  local free = capacity - redis.call('ZCARD', slots)
  if free <= 0 then return false end
  local extra, before, from = {}, 0, 0
  while true do
    local others = redis.call('ZRANGE', waiting, from, from + 49)
    for _, other in ipairs(others) do
      if other == ticket then return count(taken, user) + (extra[user] or 0) < perUser end
      local whose = read(other).user
      local own = extra[whose] or 0
      if count(taken, whose) + own < perUser then
        extra[whose] = own + 1
        before = before + 1
        if before >= free then return false end
      end
    end
    if #others == 0 then return false end
    from = from + 50
  end
end

local function numberFor()
  local number
  if oldNumber and not redis.call('ZSCORE', used, ticket) then number = oldNumber end
  redis.call('ZREM', used, ticket)
  local last = tonumber(redis.call('HGET', facts, 'last') or '0')
  number = number or math.max(last + 1, now * 1000)
  redis.call('HSET', facts, 'last', text(math.max(last, number)))
  return number
end

local slot = redis.call('ZSCORE', slots, ticket)
if action == 'poll' then
  if slot then return answer() end
  local it
  if redis.call('ZSCORE', waiting, ticket) then
    it = read(ticket)
  else
    if count(inLine, user) >= maxWaiting then return answer('full') end
    it = newPlace(numberFor())
  end
  enterLine(ticket, it, now)
  if isTurn() then take(it) end
elseif action == 'alive' then
  if slot then
    keep(read(ticket))
  elseif hadSlot and oldNumber and not redis.call('ZSCORE', used, ticket)
    and not redis.call('ZSCORE', waiting, ticket) and redis.call('ZCARD', slots) < capacity
    and count(taken, user) < perUser then
    keep(take(newPlace(oldNumber)))
  end
elseif action == 'end' then
  if slot then
    endSlot(ticket, read(ticket), tonumber(slot), now)
  elseif redis.call('ZSCORE', waiting, ticket) then
    leaveLine(ticket, user)
    redis.call('HDEL', tickets, ticket)
    use(ticket, now)
  end
elseif action == 'return' and slot then
  local it = read(ticket)
  if it.startedAt == 0 then it.endsAt = 0 end
  freeSlot(ticket, user)
  enterLine(ticket, it, now)
end
return answer()
`;
