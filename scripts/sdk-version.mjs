// VITE_SDK=<folder> makes the tests use the SDK that is installed there, with the livekit-client that it brings.
import { existsSync } from 'node:fs';

const PACKAGES = ['@decartai/sdk', 'livekit-client'];

/** What Vite has to know to find it; nothing where the tests use the SDK of the project. */
export function sdkResolution() {
  const folder = process.env.VITE_SDK;
  if (!folder) return {};
  const modules = `${folder}/node_modules`;
  // A newer SDK may do without livekit-client.
  const alias = PACKAGES.filter((name) => existsSync(`${modules}/${name}`)).map((name) => ({
    find: new RegExp(`^${name}$`),
    replacement: `${modules}/${name}`,
  }));
  // What Vite prepares for the browser has the SDK in it.
  return { resolve: { alias }, cacheDir: `${modules}/.vite` };
}
