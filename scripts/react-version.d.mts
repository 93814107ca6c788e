import type { UserConfig } from 'vite';

/** Vite's settings for the React version in `VITE_REACT`; none if the tests use the project's own. */
export function reactResolution(): Pick<UserConfig, 'resolve' | 'cacheDir'>;
