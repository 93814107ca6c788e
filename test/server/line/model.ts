import type { LineAnswer, LineStep } from '../../../src/server/line/lineStore';

interface Person {
  ticket: string;
  user: string;
  number: number;
  place: 'line' | 'slot';
  /** When a person in line is forgotten, or a slot is lost. */
  until: number;
  /** For a session that has begun, even if it was sent back into the line. */
  mayRunUntil?: number;
}

type ModelAnswer = Pick<LineAnswer, 'state' | 'position' | 'size' | 'taken' | 'left' | 'isOwn'>;

/** The simplest possible line: a list of people, searched from the front at each step. */
export function createModel() {
  let people: Person[] = [];
  const used = new Map<string, number>();
  let last = 0;
  let duration = 0;

  const inSlots = () => people.filter(({ place }) => place === 'slot');
  const inLine = () =>
    people
      .filter(({ place }) => place === 'line')
      .sort((a, b) => a.number - b.number || (a.ticket < b.ticket ? -1 : 1));

  /** The people who may go now: from the front, as many as there are free slots; users with all of their slots are skipped. */
  function whoMayGo(capacity: number, perUser: number): Person[] {
    const going: Person[] = [];
    for (const person of inLine()) {
      if (inSlots().length + going.length >= capacity) break;
      const own = [...inSlots(), ...going].filter(({ user }) => user === person.user);
      if (own.length < perUser) going.push(person);
    }
    return going;
  }

  function leave(person: Person, now: number): void {
    people = people.filter((other) => other !== person);
    used.set(person.ticket, now + duration + 3_600_000);
  }

  return {
    step(step: LineStep, now: number): ModelAnswer {
      duration = step.duration;
      for (const person of people.filter(({ until }) => until <= now)) {
        if (person.place === 'slot' || person.mayRunUntil !== undefined) leave(person, now);
        else people = people.filter((other) => other !== person);
      }
      for (const [ticket, until] of used) if (until <= now) used.delete(ticket);
      const { ticket, user, action } = step;
      let me = people.find((person) => person.ticket === ticket);
      if (me?.mayRunUntil !== undefined && me.mayRunUntil <= now) {
        leave(me, now);
        me = undefined;
      }
      let isFull = false;

      if (action === 'poll' && me?.place !== 'slot') {
        if (!me && inLine().filter((other) => other.user === user).length >= step.maxWaiting) isFull = true;
        else {
          if (!me) {
            const comesBack = step.number !== undefined && !used.has(ticket);
            const number = comesBack ? Number(step.number) : Math.max(last + 1, now * 1000);
            used.delete(ticket);
            last = Math.max(last, number);
            me = { ticket, user, number, place: 'line', until: 0 };
            people.push(me);
          }
          me.until = now + step.silence;
          if (whoMayGo(step.capacity, step.perUser).includes(me)) {
            me.place = 'slot';
            me.until = Math.min(now + step.claim, me.mayRunUntil ?? Number.POSITIVE_INFINITY);
          }
        }
      }
      if (action === 'alive') {
        if (!me && step.hadSlot && step.number !== undefined && !used.has(ticket)) {
          const own = inSlots().filter((other) => other.user === user);
          if (inSlots().length < step.capacity && own.length < step.perUser) {
            me = { ticket, user, number: step.number, place: 'slot', until: 0 };
            people.push(me);
          }
        }
        if (me?.place === 'slot') {
          me.mayRunUntil ??= now + step.duration;
          me.until = Math.min(me.mayRunUntil, now + step.alive);
        }
      }
      if (action === 'end' && me) leave(me, now);
      if (action === 'return' && me?.place === 'slot') {
        me.place = 'line';
        me.until = now + step.silence;
      }

      me = people.find((person) => person.ticket === ticket);
      const state = isFull ? 'full' : me ? (me.place === 'slot' ? 'slot' : 'waiting') : 'gone';
      const isWaiting = me?.place === 'line';
      return {
        state,
        position: me && isWaiting ? inLine().indexOf(me) + 1 : 0,
        size: inLine().length,
        taken: inSlots().length,
        left: me?.place === 'slot' ? (me.mayRunUntil ?? me.until) - now : 0,
        isOwn: isWaiting && inSlots().filter((other) => other.user === user).length >= step.perUser,
      };
    },
  };
}
