// Every row of the table, at each of its moments, on the contract service.
import { describe } from 'vitest';
import { createContractService } from './service/service';
import { testEveryRow } from './testEveryRow';

describe('the contract service', () => testEveryRow(createContractService));
