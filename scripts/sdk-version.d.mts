import type { UserConfig } from 'vite';

/** Vite's settings for the SDK in the folder `VITE_SDK`; none if the tests use the project's own. */
export function sdkResolution(): Pick<UserConfig, 'resolve' | 'cacheDir'>;
