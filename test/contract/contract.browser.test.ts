// Every row of the table on the contract service. The sandbox must end sessions in the same way.
import { describe } from 'vitest';
import { createSandboxDriver } from './sandboxDriver';
import { createContractService } from './service/service';
import { testEveryRow } from './testEveryRow';

describe('the contract service', () => testEveryRow(createContractService));
describe('the sandbox', { tags: ['long'] }, () => testEveryRow(createSandboxDriver));
