// The content of the docs page of each export: description, examples, options and result, read from the types and their
// comments. A Vite plugin, because only the compiler knows what an interface inherits.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Plugin } from 'vite';

export interface ApiRow {
  name: string;
  type: string;
  description: string;
  defaultValue: string | null;
  isRequired: boolean;
}

export interface ApiEntry {
  /** Where it is imported from. */
  entry: string;
  /** Whether it is only a type. */
  isType: boolean;
  /** Whether it is created with `new`. A component is not. */
  isClass: boolean;
  description: string;
  examples: string[];
  /** The parameters of a function or a constructor, without its options. */
  parameters: ApiRow[];
  /** A component's props, a function's options, or the members of an interface or a class. */
  rows: ApiRow[];
  /** The description of the options' type. */
  rowsNote: string;
  /** Whether it also accepts the props of its element. */
  takesAttributes: boolean;
  /** The members of a function's result, if it is one of our own types. */
  returns: ApiRow[];
  returnsNote: string;
}

export type ApiTables = Record<string, ApiEntry>;

const ID = 'virtual:api-tables';

export function apiTables(): Plugin {
  let isServed = false;
  let reading: Promise<ApiTables> = Promise.resolve({});
  return {
    name: 'api-tables',
    configResolved({ command }) {
      isServed = command === 'serve';
      // The tests of the stories don't need the tables. The first page does, and waits less if reading starts now.
      if (process.env.VITEST) return;
      reading = readTablesInWorker();
      // The code that loads the tables gets the error.
      reading.catch(() => {});
    },
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      const tables = await reading;
      for (const [name, { isType, description, examples }] of Object.entries(tables)) {
        if (isType || (description && examples.length > 0)) continue;
        const problem = `${name} is exported without a description or an @example.`;
        // It may be incomplete while a developer is writing it.
        if (isServed) this.warn(problem);
        else this.error(problem);
      }
      return `export default ${JSON.stringify(tables)}`;
    },
  };
}

/** See apiTablesWorker.mjs. */
async function readTablesInWorker(): Promise<ApiTables> {
  const worker = new Worker(new URL('apiTablesWorker.mjs', import.meta.url));
  const [tables] = await once(worker, 'message');
  return tables;
}
