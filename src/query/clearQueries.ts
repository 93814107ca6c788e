import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { decartKeys } from './queryKeys';

/**
 * Removes everything of this package from the client: cached data, and requests in flight. Hooks that show such data are
 * reset.
 */
export function clearQueries(client: QueryClient): void {
  const queries = client.getQueryCache();
  const mutations = client.getMutationCache();
  notifyManager.batch(() => {
    for (const query of queries.findAll({ queryKey: decartKeys.all() })) {
      // Cancels it too. A query that is only removed would still be shown.
      query.reset();
      queries.remove(query);
    }
    for (const mutation of mutations.findAll({ mutationKey: decartKeys.all() })) mutations.remove(mutation);
  });
}
