import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { decartKeys } from './queryKeys';

/** Takes everything of this package out of the client: what is cached, and what is under way. Hooks that show it show nothing. */
export function clearQueries(client: QueryClient): void {
  const queries = client.getQueryCache();
  const mutations = client.getMutationCache();
  notifyManager.batch(() => {
    for (const query of queries.findAll({ queryKey: decartKeys.all() })) {
      // Cancels it too. One that is only removed would still be shown.
      query.reset();
      queries.remove(query);
    }
    for (const mutation of mutations.findAll({ mutationKey: decartKeys.all() })) mutations.remove(mutation);
  });
}
