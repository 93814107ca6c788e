import { vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { createDesiredState } from '../../src/realtime/desiredState';
import { createPromptDelivery, type PromptDelivery } from '../../src/realtime/promptDelivery';
import type { LoadedImage, Prompt, PromptStatus, Update } from '../../src/realtime/update';

interface Request {
  change: Update;
  acknowledge(): void;
  refuse(error: DecartError): void;
}

interface Callbacks {
  onChange(status: PromptStatus): void;
  onRejected(error: DecartError): void;
}

/** A desired state and its delivery, as one object. */
export function createDelivered({ onChange, onRejected }: Callbacks) {
  let delivery: PromptDelivery | null = null;
  const state = createDesiredState({
    onDesired() {},
    onPending: () => onChange('pending'),
    delivery: () => delivery,
  });
  delivery = createPromptDelivery({ desired: state, onChange, onRejected });
  return { ...state, ...delivery };
}

const never = new Promise<void>(() => {});

/** A desired state and its requests, which the test answers. */
export function setUp() {
  const statuses: string[] = [];
  const rejected: string[] = [];
  const requests: Request[] = [];
  const desired = createDelivered({
    onChange: (status) => statuses.push(status),
    onRejected: (error) => rejected.push(error.message),
  });
  const send = (change: Update) =>
    new Promise<void>((acknowledge, refuse) => requests.push({ change, acknowledge, refuse }));
  const last = () => {
    const request = requests.at(-1);
    if (!request) throw new Error('nothing was sent');
    return request;
  };
  const connect = (isConfirmed = true) =>
    desired.connect(send, desired.snapshot(), Promise.resolve(), isConfirmed ? Promise.resolve() : never);
  /** A session whose service says nothing about what it begins with, until `confirm` is called. */
  function connectUnconfirmed() {
    let confirm = () => {};
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve;
    });
    desired.connect(send, desired.snapshot(), Promise.resolve(), confirmed);
    return { confirm };
  }
  /** A session whose service refuses what it begins with. */
  const connectRefused = () => desired.connect(send, desired.snapshot(), Promise.reject(rejection), never);
  /** Requests a prompt that is then refused. */
  async function askForForbidden() {
    desired.set({ prompt: prompt('forbidden') }).catch(() => {});
    await settle();
    last().refuse(rejection);
  }
  return {
    desired,
    send,
    statuses,
    rejected,
    requests,
    last,
    connect,
    connectUnconfirmed,
    connectRefused,
    askForForbidden,
  };
}

export const prompt = (text: string, enhance = true): Prompt => ({ text, enhance });

const images = new Map<string, LoadedImage>();
/** The same image for the same id. */
export function image(id: string): LoadedImage {
  const known = images.get(id) ?? { source: id, data: id };
  images.set(id, known);
  return known;
}

/** With fake timers: runs what is due now. */
export const settle = () => vi.advanceTimersByTimeAsync(0);
export const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
export const rejection = new DecartError('PROMPT_REJECTED', 'forbidden', { fatal: false });
