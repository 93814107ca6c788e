import type { UserConfig } from 'vite';

/** What Vite has to know to find the SDK in the folder `VITE_SDK`; nothing where the tests use that of the project. */
export function sdkResolution(): Pick<UserConfig, 'resolve' | 'cacheDir'>;
