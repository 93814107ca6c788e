import { vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { createWantedState, type Wish } from '../../src/realtime/wantedState';

interface Request {
  change: Wish;
  acknowledge(): void;
  refuse(error: DecartError): void;
}

/** What a session is to show, with the requests that it sends; they are answered by hand. */
export function setUp() {
  const statuses: string[] = [];
  const rejected: string[] = [];
  const requests: Request[] = [];
  const wanted = createWantedState({
    onChange: (status) => statuses.push(status),
    onRejected: (error) => rejected.push(error.message),
  });
  const send = (change: Wish) =>
    new Promise<void>((acknowledge, refuse) => requests.push({ change, acknowledge, refuse }));
  const last = () => {
    const request = requests.at(-1);
    if (!request) throw new Error('nothing was sent');
    return request;
  };
  const attach = () => wanted.attach(send, wanted.snapshot(), Promise.resolve());
  /** Asks for a prompt that is then refused. */
  async function wantForbidden() {
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    await settle();
    last().refuse(rejection);
  }
  return { wanted, send, statuses, rejected, requests, last, attach, wantForbidden };
}

/** The timers are fake: what is due now is done. */
export const settle = () => vi.advanceTimersByTimeAsync(0);
export const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
export const rejection = new DecartError('PROMPT_REJECTED', 'forbidden', { fatal: false });
