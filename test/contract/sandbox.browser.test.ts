// The sandbox must end sessions as the contract service does. `npm run test:contract` runs it.
import { describe } from 'vitest';
import { createSandboxDriver } from './sandboxDriver';
import { testEveryRow } from './testEveryRow';

describe('the sandbox', () => testEveryRow(createSandboxDriver));
