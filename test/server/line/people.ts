import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SessionsOptions } from '../../../src/server';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface GateOptions {
  redisPort: number;
  decartUrl: string;
  apiKey: string;
  sessions: SessionsOptions;
}

/** Starts server processes that share one Redis. */
export async function startProcesses(count: number, options: GateOptions) {
  const folder = await mkdtemp(join(root, 'node_modules/.gate-'));
  const file = join(folder, 'gateProcess.mjs');
  await build({
    entryPoints: [join(root, 'test/server/line/gateProcess.ts')],
    ...{ outfile: file, bundle: true, format: 'esm', platform: 'node', packages: 'external' },
  });
  const start = () => {
    const child = fork(file, { env: { ...process.env, GATE: JSON.stringify(options) } });
    return new Promise<{ url: string; kill(): void }>((resolve, reject) => {
      child.once('message', (port) =>
        resolve({ url: `http://127.0.0.1:${port}/token`, kill: () => child.kill('SIGKILL') }),
      );
      child.once('exit', (code) => reject(new Error(`The server has ended with ${code}.`)));
    });
  };
  const processes = await Promise.all(Array.from({ length: count }, start));
  return {
    processes,
    async stop() {
      for (const { kill } of processes) kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Crowd {
  urls: string[];
  people: number;
  /** How long a session lasts. */
  session: () => number;
  /** Time between two polls of one person. */
  poll: number;
  /** The time within which all arrive. */
  arrival: number;
  /** 0 to 1, for what a person does at random. */
  random: () => number;
  /** Milliseconds for which a slot is kept for somebody who connects, and for a session without a sign of life. */
  keeps: { claim: number; alive: number };
  /** How likely it is that somebody leaves, crashes, or is refused by the service. */
  odds: { leave: number; crash: number; refused: number };
}

export interface Facts {
  /** People who got the session that they waited for. */
  served: number;
  left: number;
  crashed: number;
  refused: number;
  /** The most slots that people had at one time. */
  most: number;
  /** How often somebody moved back in line although they stayed. */
  overtaken: number;
  /** Requests without a usable response: a process or Redis was down. */
  failures: number;
  polls: number;
  milliseconds: number;
}

/** Makes people arrive, wait, leave, crash and return, and reports what they saw. */
export async function letIn(crowd: Crowd): Promise<Facts> {
  const { urls, random, odds } = crowd;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const facts: Facts = {
    ...{ served: 0, left: 0, crashed: 0, refused: 0, most: 0, overtaken: 0 },
    ...{ failures: 0, polls: 0, milliseconds: 0 },
  };
  const slots: [from: number, until: number][] = [];
  const startedAt = Date.now();

  async function ask(user: string, ticket?: string, event?: string) {
    for (;;) {
      const url = urls[Math.floor(random() * urls.length)] ?? '';
      const headers = {
        'x-user': user,
        ...(ticket && { 'x-decart-ticket': ticket }),
        ...(event && { 'x-decart-event': event }),
      };
      const answer = await post(agent, url, headers);
      if (answer && answer.status < 500) return answer;
      facts.failures += 1;
      await wait(20 + random() * 60);
    }
  }

  async function person(index: number): Promise<void> {
    const user = `user-${index}`;
    await wait(random() * crowd.arrival);
    let ticket: string | undefined;
    let last = Number.POSITIVE_INFINITY;
    let isReturning = false;
    for (;;) {
      const askedAt = Date.now();
      const { status, json } = await ask(user, ticket);
      facts.polls += 1;
      if (status !== 200 && status !== 202) throw new Error(`The gate answered ${status}.`);
      ticket = json.ticket;
      if (status === 202) {
        const { position } = json.queued;
        if (position > last && !isReturning) facts.overtaken += 1;
        last = position;
        if (random() < odds.leave) {
          await ask(user, ticket, 'ended');
          facts.left += 1;
          return;
        }
        await wait(crowd.poll);
        continue;
      }
      if (random() < odds.refused) {
        facts.refused += 1;
        const back = await ask(user, ticket, 'limit_reached');
        ticket = back.json?.ticket ?? ticket;
        isReturning = true;
        await wait(crowd.poll);
        continue;
      }
      const from = Date.now();
      const startsAt = Date.now();
      const isStarted = (await ask(user, ticket, 'started')).status === 204;
      await wait(crowd.session());
      // If this machine is so slow that the slot was lost meanwhile, somebody else may have it.
      const kept = isStarted ? startsAt + crowd.keeps.alive : askedAt + crowd.keeps.claim;
      slots.push([from, Math.min(Date.now(), kept)]);
      if (random() < odds.crash) {
        // Without a word. Returns as somebody new.
        facts.crashed += 1;
        ticket = undefined;
        last = Number.POSITIVE_INFINITY;
        await wait(crowd.poll);
        continue;
      }
      await ask(user, ticket, 'ended');
      facts.served += 1;
      return;
    }
  }

  await Promise.all(Array.from({ length: crowd.people }, (_, index) => person(index)));
  agent.destroy();
  facts.most = mostAtOnce(slots);
  facts.milliseconds = Date.now() - startedAt;
  return facts;
}

function mostAtOnce(slots: [from: number, until: number][]): number {
  const counts = slots.map(([from]) => slots.filter((slot) => slot[0] <= from && from < slot[1]).length);
  return Math.max(0, ...counts);
}

interface Reply {
  status: number;
  json: { ticket: string; queued: { position: number } };
}

function post(agent: Agent, url: string, headers: object): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const call = httpRequest(url, { method: 'POST', agent, headers: { ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, json: text ? JSON.parse(text) : undefined }),
      );
      response.on('error', () => resolve(undefined));
    });
    call.on('error', () => resolve(undefined));
    call.end();
  });
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
