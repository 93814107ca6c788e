import { matchQuery, QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { decartKeys } from '../../src/query/queryKeys';

it('nests the narrow keys in the wide ones', () => {
  const queryClient = new QueryClient();
  const found = (queryKey: readonly string[], by: readonly string[]) => {
    const query = queryClient.getQueryCache().build(queryClient, { queryKey });
    return matchQuery({ queryKey: by }, query);
  };
  for (const narrow of [decartKeys.jobStatus('a'), decartKeys.jobContent('a')]) {
    expect(found(narrow, decartKeys.job('a'))).toBe(true);
    expect(found(narrow, decartKeys.job())).toBe(true);
    expect(found(narrow, decartKeys.all())).toBe(true);
    expect(found(narrow, decartKeys.job('b'))).toBe(false);
  }
  expect(found(decartKeys.process('lucy-image-2'), decartKeys.process())).toBe(true);
  expect(found(decartKeys.queue('lucy-2.5'), decartKeys.process())).toBe(false);
  expect(found(decartKeys.file('file_1'), decartKeys.file())).toBe(true);
});
