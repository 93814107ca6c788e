// For the browser tests: a real `createProxyHandler` on a real HTTP server, in front of the test upstream.
import type { TestProject } from 'vitest/node';
import { createProxyHandler } from '../../src/server';
import { KEY, startDecart } from '../server/support/decart';
import { serve } from '../server/support/listen';

declare module 'vitest' {
  interface ProvidedContext {
    proxyUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const decart = await startDecart();
  const proxy = await serve((request) => {
    // The page's port is not known before it asks.
    const handler = createProxyHandler({
      authorize: 'public',
      apiKey: KEY,
      baseUrl: decart.url,
      allowQuota: true,
      origins: [request.headers.get('origin') ?? proxy.url],
    });
    return handler(request);
  });
  project.provide('proxyUrl', `${proxy.url}/api/decart`);
  return async () => {
    await proxy.close();
    await decart.close();
  };
}
