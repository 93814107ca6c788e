// A proxy and a token route that are open to everybody, on a socket each.
import { afterAll, beforeAll } from 'vitest';
import { createProxyHandler, createTokenHandler } from '../../../src/server';
import { KEY } from './decart';
import { type Listening, serve } from './listen';
import { decart, logger } from './ownDecart';

export let proxy: Listening;
export let tokens: Listening;

beforeAll(async () => {
  const options = {
    authorize: 'public',
    apiKey: KEY,
    baseUrl: decart.url,
    logger,
    rateLimit: false,
  } as const;
  proxy = await serve(createProxyHandler({ ...options, maxBodySize: 1_000_000 }));
  tokens = await serve(createTokenHandler(options));
});

afterAll(async () => {
  await proxy.close();
  await tokens.close();
});

export const IMAGE = '/api/decart/v1/generate/lucy-image-2';
