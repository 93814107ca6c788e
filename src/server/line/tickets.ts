import { isRecord, parseJson } from '../../errors/json';
import { createSigner, fromBase64Url, toBase64Url } from '../handler/signer';

/** A page's place in line, in the form that the page keeps. It is signed, so that nobody can forge one. */
export interface Ticket {
  id: string;
  /** Whose it is: `user:42`. */
  who: string;
  /** Its number; 0 if the line hasn't given it one. */
  number: number;
  /** Whether it had a slot. */
  hadSlot: boolean;
  /** When it was written, in milliseconds since 1970. */
  at: number;
}

export interface Tickets {
  write(ticket: Ticket): Promise<string>;
  /** Undefined if it isn't one of ours. */
  read(text: string): Promise<Ticket | undefined>;
}

const MAX_LENGTH = 2000;

/** @param line - The name of the only line in which they count: in another one, their numbers mean nothing. */
export function createTickets(secrets: readonly string[], line: string): Tickets {
  const { sign, verify } = createSigner(secrets, `tickets, 1, ${line}`);
  return {
    async write(ticket) {
      const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(ticket)));
      return `${payload}.${await sign(payload)}`;
    },
    async read(text) {
      const [payload = '', signature = '', ...rest] = text.length > MAX_LENGTH ? [] : text.split('.');
      if (rest.length > 0) return undefined;
      const bytes = fromBase64Url(payload);
      if (bytes === undefined || !(await verify(payload, signature))) return undefined;
      const ticket = parseJson(new TextDecoder().decode(bytes));
      return isTicket(ticket) ? ticket : undefined;
    },
  };
}

function isTicket(value: unknown): value is Ticket {
  return isRecord(value) && typeof value.id === 'string' && typeof value.who === 'string';
}
