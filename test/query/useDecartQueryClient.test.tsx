// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useDecartQueryClient } from '../../src/query/useDecartQueryClient';

const getToken = () => ({ apiKey: 'ek_1' });

function Probe({ see }: { see: (client: QueryClient) => void }) {
  see(useDecartQueryClient());
  return null;
}

function seenBy(wrap: (probes: ReactNode) => ReactNode) {
  const seen: QueryClient[] = [];
  const see = (client: QueryClient) => void seen.push(client);
  const view = render(wrap([<Probe key="1" see={see} />, <Probe key="2" see={see} />]));
  return { ...view, clients: new Set(seen) };
}

it("is the provider's", () => {
  const [mine, apps] = [new QueryClient(), new QueryClient()];
  const { clients } = seenBy((probes) => (
    <QueryClientProvider client={apps}>
      <DecartProvider getToken={getToken} queryClient={mine}>
        {probes}
      </DecartProvider>
    </QueryClientProvider>
  ));
  expect([...clients]).toEqual([mine]);
});

it("else the app's", () => {
  const apps = new QueryClient();
  const { clients } = seenBy((probes) => (
    <QueryClientProvider client={apps}>
      <DecartProvider getToken={getToken}>{probes}</DecartProvider>
    </QueryClientProvider>
  ));
  expect([...clients]).toEqual([apps]);
});

it('else a private one, the same for every hook, that follows focus and network while it is used', () => {
  const mount = vi.spyOn(QueryClient.prototype, 'mount');
  const unmountClient = vi.spyOn(QueryClient.prototype, 'unmount');
  const { clients, unmount } = seenBy((probes) => (
    <DecartProvider getToken={getToken}>{probes}</DecartProvider>
  ));
  expect(clients.size).toBe(1);
  expect(mount).toHaveBeenCalledTimes(2);
  unmount();
  expect(unmountClient).toHaveBeenCalledTimes(2);
});
