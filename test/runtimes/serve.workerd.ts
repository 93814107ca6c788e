// @ts-expect-error A module of Cloudflare Workers.
import { env, waitUntil } from 'cloudflare:workers';
import { createApp } from './app';

const app = createApp(() => env, waitUntil);

export default {
  fetch: (request: Request) =>
    // In production, Cloudflare sets it.
    app({ request, clientAddress: request.headers.get('cf-connecting-ip') ?? '127.0.0.1' }),
};
