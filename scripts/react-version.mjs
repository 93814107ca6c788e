// VITE_REACT=18.2.0 makes the tests use that React: everything that imports React comes from test/react-18.2.0, which has
// its own lockfile. (An npm alias wouldn't work: code that imports "react" must find it under that name.)
import { fileURLToPath } from 'node:url';

const PACKAGES = [
  'react',
  'react-dom',
  '@radix-ui/react-compose-refs',
  '@tanstack/react-query',
  '@testing-library/react',
];

/** Vite's settings for it; none if the tests use the project's own React. */
export function reactResolution() {
  const version = process.env.VITE_REACT;
  if (!version) return {};
  const modules = fileURLToPath(new URL(`../test/react-${version}/node_modules`, import.meta.url));
  const alias = PACKAGES.map((name) => ({
    find: new RegExp(`^${name}(?=/|$)`),
    replacement: `${modules}/${name}`,
  }));
  // Vite's prebundled dependencies contain React.
  return { resolve: { alias }, cacheDir: `${modules}/.vite` };
}
