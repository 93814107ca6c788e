import { createServer } from 'node:http';
import { toNodeHandler } from '../../src/server';
import { createApp, type Env } from './app';

const app = createApp(() => process.env as unknown as Env);
createServer(toNodeHandler((request) => app({ request }))).listen(Number(process.env.PORT), '127.0.0.1');
