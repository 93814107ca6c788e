import {
  type LineAnswer,
  type LineCount,
  type LineStep,
  type LineStore,
  MEAN_WEIGHT,
  USED_MS,
} from './lineStore';

interface Slot {
  user: string;
  number: number;
  /** When the session began; 0 before. */
  startedAt: number;
  /** When the slot is lost. */
  expiresAt: number;
  /** When the slot is lost in any case. */
  endsAt: number;
}

interface Waiting {
  user: string;
  number: number;
  seenAt: number;
  /** When the session began, if the service refused it afterwards. Else 0. */
  startedAt: number;
  endsAt: number;
}

/** The line in this process's memory. `redis/scripts.ts` does the same steps in Redis. */
export function createMemoryLine(now: () => number): LineStore {
  const lines = new Map<string, Line>();
  const lineOf = (name: string) => {
    const line = lines.get(name) ?? new Line();
    lines.set(name, line);
    return line;
  };
  return {
    line: (name, step) => lineOf(name).step(step, now()),
    countLine: (name) => lineOf(name).count(now()),
  };
}

class Line {
  private readonly waiting = new Map<string, Waiting>();
  private readonly slots = new Map<string, Slot>();
  /** When each entry expires, by ticket. */
  private readonly used = new Map<string, number>();
  private last = 0;
  private mean = 0;
  private silence = 0;
  private duration = 0;

  step(step: LineStep, now: number): LineAnswer {
    this.silence = step.silence;
    this.duration = step.duration;
    this.sweep(now);
    this.sweepOver(step.ticket, now);
    const slot = this.slots.get(step.ticket);
    switch (step.action) {
      case 'poll':
        return slot ? this.answer(step, now) : this.poll(step, now);
      case 'alive':
        if (slot) this.keep(slot, step, now);
        else if (this.mayReturnToSlot(step))
          this.keep(this.take(step, newPlace(step, step.number ?? 0, now), now), step, now);
        break;
      case 'end':
        if (slot) this.end(step.ticket, slot, now);
        else if (this.waiting.delete(step.ticket)) this.use(step.ticket, now);
        break;
      case 'return':
        if (!slot) break;
        this.slots.delete(step.ticket);
        this.waiting.set(step.ticket, placeOf(slot, now));
    }
    return this.answer(step, now);
  }

  count(now: number): LineCount {
    this.sweep(now);
    return { size: this.waiting.size, taken: this.slots.size, mean: this.mean };
  }

  private sweep(now: number): void {
    const over = [...this.slots].filter(([, { expiresAt }]) => expiresAt <= now);
    over.sort(([one, a], [other, b]) => a.expiresAt - b.expiresAt || (one < other ? -1 : 1));
    for (const [ticket, slot] of over) this.end(ticket, slot, now);
    for (const [ticket, { seenAt, startedAt }] of this.waiting) {
      if (seenAt + this.silence > now) continue;
      this.waiting.delete(ticket);
      // Otherwise it would return with a full session's time.
      if (startedAt > 0) this.use(ticket, now);
    }
    // In the order in which they end.
    for (const [ticket, until] of this.used) {
      if (until > now) break;
      this.used.delete(ticket);
    }
  }

  /** A session's time limit keeps counting while it waits. */
  private sweepOver(ticket: string, now: number): void {
    const waiting = this.waiting.get(ticket);
    if (!waiting || waiting.startedAt === 0 || waiting.endsAt > now) return;
    this.waiting.delete(ticket);
    this.use(ticket, now);
  }

  private poll(step: LineStep, now: number): LineAnswer {
    const { ticket, user } = step;
    const known = this.waiting.get(ticket);
    if (!known) {
      const own = [...this.waiting.values()].filter((other) => other.user === user).length;
      if (own >= step.maxWaiting) return { ...this.answer(step, now), state: 'full' };
    }
    const place = known ?? newPlace(step, this.numberFor(step, now), now);
    place.seenAt = now;
    this.waiting.set(ticket, place);
    if (this.isTurnOf(step)) this.take(step, place, now);
    return this.answer(step, now);
  }

  /** Numbers are times, so that they keep increasing after the data was lost. A used ticket starts at the end. */
  private numberFor({ ticket, number }: LineStep, now: number): number {
    const own = number !== undefined && !this.used.has(ticket) ? number : undefined;
    this.used.delete(ticket);
    const next = own ?? Math.max(this.last + 1, now * 1000);
    this.last = Math.max(this.last, next);
    return next;
  }

  /** Whether there are more free slots than tickets in front of it that could take one. */
  private isTurnOf({ ticket, user, capacity, perUser }: LineStep): boolean {
    const free = capacity - this.slots.size;
    if (free <= 0) return false;
    const taken = this.takenByUser();
    let before = 0;
    for (const [other, waiting] of this.inOrder()) {
      if (other === ticket) break;
      const own = taken.get(waiting.user) ?? 0;
      if (own >= perUser) continue;
      taken.set(waiting.user, own + 1);
      before += 1;
      if (before >= free) return false;
    }
    return (taken.get(user) ?? 0) < perUser;
  }

  private take({ ticket, claim }: LineStep, { user, number, startedAt, endsAt }: Waiting, now: number): Slot {
    const until = now + claim;
    const times =
      startedAt > 0 ? { expiresAt: Math.min(until, endsAt), endsAt } : { expiresAt: until, endsAt: until };
    const slot = { user, number, startedAt, ...times };
    this.waiting.delete(ticket);
    this.slots.set(ticket, slot);
    return slot;
  }

  private keep(slot: Slot, { alive, duration }: LineStep, now: number): void {
    if (slot.startedAt === 0) {
      slot.startedAt = now;
      slot.endsAt = now + duration;
    }
    slot.expiresAt = Math.min(slot.endsAt, now + alive);
  }

  /** A session that continues after the data was lost. */
  private mayReturnToSlot({ ticket, user, hadSlot, capacity, perUser, number }: LineStep): boolean {
    const isNew = !this.used.has(ticket) && !this.waiting.has(ticket);
    const isFree = this.slots.size < capacity && (this.takenByUser().get(user) ?? 0) < perUser;
    return hadSlot === true && number !== undefined && isNew && isFree;
  }

  private end(ticket: string, { startedAt, expiresAt }: Slot, now: number): void {
    this.slots.delete(ticket);
    this.use(ticket, now);
    if (startedAt === 0) return;
    const length = Math.max(0, Math.min(now, expiresAt) - startedAt);
    const mean = this.mean === 0 ? length : this.mean + (length - this.mean) * MEAN_WEIGHT;
    this.mean = Math.round(mean * 1000) / 1000;
  }

  private use(ticket: string, now: number): void {
    this.used.delete(ticket);
    this.used.set(ticket, now + this.duration + USED_MS);
  }

  private takenByUser(): Map<string, number> {
    const taken = new Map<string, number>();
    for (const { user } of this.slots.values()) taken.set(user, (taken.get(user) ?? 0) + 1);
    return taken;
  }

  private inOrder(): [string, Waiting][] {
    return [...this.waiting].sort((one, other) => (isBefore(one, other) ? -1 : 1));
  }

  private positionOf(ticket: string, waiting: Waiting): number {
    return [...this.waiting].filter((other) => isBefore(other, [ticket, waiting])).length + 1;
  }

  private answer({ ticket, user, perUser }: LineStep, now: number): LineAnswer {
    const slot = this.slots.get(ticket);
    const waiting = this.waiting.get(ticket);
    return {
      state: slot ? 'slot' : waiting ? 'waiting' : 'gone',
      number: (slot ?? waiting)?.number ?? 0,
      position: waiting ? this.positionOf(ticket, waiting) : 0,
      size: this.waiting.size,
      taken: this.slots.size,
      left: slot ? slot.endsAt - now : 0,
      isRunning: slot !== undefined && slot.startedAt > 0,
      mean: Math.round(this.mean),
      isOwn: waiting !== undefined && (this.takenByUser().get(user) ?? 0) >= perUser,
    };
  }
}

function newPlace({ user }: LineStep, number: number, now: number): Waiting {
  return { user, number, seenAt: now, startedAt: 0, endsAt: 0 };
}

function placeOf({ user, number, startedAt, endsAt }: Slot, now: number): Waiting {
  return { user, number, seenAt: now, startedAt, endsAt };
}

function isBefore([ticket, { number }]: [string, Waiting], [otherTicket, other]: [string, Waiting]): boolean {
  return number === other.number ? ticket < otherTicket : number < other.number;
}
