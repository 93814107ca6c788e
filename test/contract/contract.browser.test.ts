// Every row of the table, at each of its moments, on every simulation of the service: they must agree.
import { describe, test } from 'vitest';
import type { ContractDriver } from './driver';
import { playRow } from './playRow';
import { MOMENTS, ROWS } from './rows';
import { createSandboxDriver } from './sandboxDriver';
import { createContractService } from './service/service';

const DRIVERS: Record<string, () => ContractDriver> = {
  'the contract service': createContractService,
  'the sandbox': createSandboxDriver,
};

const WHEN = {
  handshake: 'in the first handshake',
  live: 'while live',
  reconnect: 'in the handshake of a reconnect',
};

describe.each(Object.entries(DRIVERS))('%s', (_, createDriver) => {
  for (const row of ROWS) {
    for (const moment of row.moments ?? MOMENTS) {
      test(`${row.name}, ${WHEN[moment]}`, () => playRow(row, moment, createDriver()));
    }
  }
});
