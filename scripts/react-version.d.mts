import type { UserConfig } from 'vite';

/** What Vite has to know to find the React that `VITE_REACT` names; nothing where the tests use that of the project. */
export function reactResolution(): Pick<UserConfig, 'resolve' | 'cacheDir'>;
