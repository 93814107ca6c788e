// The sandbox must end sessions as the contract service does.
import { describe } from 'vitest';
import { createSandboxDriver } from './sandboxDriver';
import { testEveryRow } from './testEveryRow';

describe('the sandbox', () => testEveryRow(createSandboxDriver));
