// Every row of the table on the contract service, in the first handshake and while live.
import { describe } from 'vitest';
import { createContractService } from './service/service';
import { testEveryRow } from './testEveryRow';

describe('the contract service', () => testEveryRow(createContractService, ['handshake', 'live']));
