// Does what TanStack Start's Vite plugin does before the types are checked. The plugin itself needs Node 22.
import { Generator, getConfig } from '@tanstack/router-generator';

const root = process.cwd();
const config = getConfig(
  { routesDirectory: './src/routes', generatedRouteTree: './src/routeTree.gen.ts', disableLogging: true },
  root,
);
await new Generator({ config, root }).run();
