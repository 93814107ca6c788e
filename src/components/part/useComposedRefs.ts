import { type Ref, useCallback } from 'react';

type Cleanup = (() => void) | undefined;

/** A ref callback may return its cleanup since React 19. */
function attach<T>(ref: Ref<T> | undefined, element: T | null): Cleanup {
  if (typeof ref === 'function') return ref(element) ?? undefined;
  if (ref) ref.current = element;
  return undefined;
}

/** One ref that sets all of them. It stays the same while they do. */
export function useComposedRefs<T>(
  first: Ref<T> | undefined,
  second: Ref<T> | undefined,
  third?: Ref<T>,
): (element: T | null) => Cleanup {
  return useCallback(
    (element) => {
      const refs = [first, second, third];
      const cleanups = refs.map((ref) => attach(ref, element));
      // React 18 warns of a function that is returned; it calls the refs with null instead.
      if (!cleanups.some(Boolean)) return undefined;
      return () => {
        for (const [index, cleanup] of cleanups.entries()) (cleanup ?? (() => attach(refs[index], null)))();
      };
    },
    [first, second, third],
  );
}
