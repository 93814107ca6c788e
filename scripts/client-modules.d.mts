import type { Plugin } from 'esbuild';

/** The client modules whose values `entries` re-export, by their names in dist, as tsup takes entries. */
export function clientModules(entries: readonly string[]): Record<string, string>;
/** For the entry that server components get: leaves each client module outside. */
export const keepClientModulesOutside: Plugin;
