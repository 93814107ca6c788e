// Reads the tables in a separate thread: it takes seconds, and Storybook's server must answer meanwhile.
import { parentPort } from 'node:worker_threads';
import { runnerImport } from 'vite';

const { module } = await runnerImport('.storybook/readApiTables.ts', {
  configFile: false,
  logLevel: 'silent',
});
parentPort?.postMessage(module.readTables());
