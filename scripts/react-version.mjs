// VITE_REACT=18.2.0 makes the tests use that React: everything that imports React comes from test/react-18.2.0, which has
// a lockfile of its own. (An npm alias would not do: what imports "react" has to find it under that name.)
import { fileURLToPath } from 'node:url';

const PACKAGES = [
  'react',
  'react-dom',
  '@radix-ui/react-compose-refs',
  '@tanstack/react-query',
  '@testing-library/react',
];

/** What Vite has to know to find it; nothing where the tests use the React of the project. */
export function reactResolution() {
  const version = process.env.VITE_REACT;
  if (!version) return {};
  const modules = fileURLToPath(new URL(`../test/react-${version}/node_modules`, import.meta.url));
  const alias = PACKAGES.map((name) => ({
    find: new RegExp(`^${name}(?=/|$)`),
    replacement: `${modules}/${name}`,
  }));
  // What Vite prepares for the browser has React in it.
  return { resolve: { alias }, cacheDir: `${modules}/.vite` };
}
