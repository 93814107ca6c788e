import { QueryClient, QueryClientContext } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import type { ClientCore } from '../client/clientCore';
import { useDecartContext } from '../provider/context';
import { clearQueries } from './clearQueries';

const privateClients = new WeakMap<ClientCore, QueryClient>();
const usedClients = new WeakMap<ClientCore, Set<QueryClient>>();

/** The QueryClient of this package's hooks: the provider's prop, else the one in context, else a private one. */
export function useDecartQueryClient(): QueryClient {
  const { core, queryClient } = useDecartContext();
  const inContext = useContext(QueryClientContext);
  const client = queryClient ?? inContext ?? privateClient(core);

  // Does what a QueryClientProvider does: follows focus and network. TanStack counts the mounts, so a second one does no
  // harm.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);
  useEffect(() => clearAtSignOut(core, client), [core, client]);

  return client;
}

/** One for all hooks below the same provider, so that they share jobs and files. */
function privateClient(core: ClientCore): QueryClient {
  const client = privateClients.get(core) ?? new QueryClient();
  privateClients.set(core, client);
  return client;
}

/** Once for each client, permanently: a hook's cached data outlives the hook. */
function clearAtSignOut(core: ClientCore, client: QueryClient): void {
  const clients = usedClients.get(core) ?? new Set();
  usedClients.set(core, clients);
  if (clients.has(client)) return;
  clients.add(client);
  core.signal.addEventListener('abort', () => clearQueries(client));
}
