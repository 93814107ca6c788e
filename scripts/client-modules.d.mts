import type { Plugin } from 'esbuild';

/** The client modules whose values `entries` re-export, by their names in dist, as tsup takes entries. */
export function clientModules(entries: readonly string[]): Record<string, string>;
/** For the entry that server components get: keeps client modules external. */
export const keepClientModulesOutside: Plugin;
