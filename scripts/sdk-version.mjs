// VITE_SDK=<folder> makes the tests use the SDK that is installed there, with the livekit-client that it brings.
import { existsSync } from 'node:fs';

const PACKAGES = ['@decartai/sdk', 'livekit-client'];

/** Vite's settings for it; none if the tests use the project's own SDK. */
export function sdkResolution() {
  const folder = process.env.VITE_SDK;
  if (!folder) return {};
  const modules = `${folder}/node_modules`;
  // A newer SDK may not need livekit-client.
  const alias = PACKAGES.filter((name) => existsSync(`${modules}/${name}`)).map((name) => ({
    find: new RegExp(`^${name}$`),
    replacement: `${modules}/${name}`,
  }));
  // Vite's prebundled dependencies contain the SDK.
  return { resolve: { alias }, cacheDir: `${modules}/.vite` };
}
