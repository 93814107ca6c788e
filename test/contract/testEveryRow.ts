import { test } from 'vitest';
import type { ContractDriver } from './driver';
import { playRow } from './playRow';
import { MOMENTS, ROWS } from './rows';

const WHEN = {
  handshake: 'in the first handshake',
  live: 'while live',
  reconnect: 'in the handshake of a reconnect',
};

/** A test of each row, at each of its moments, on a simulation of the service: they must agree. */
export function testEveryRow(createDriver: () => ContractDriver): void {
  for (const row of ROWS) {
    for (const moment of row.moments ?? MOMENTS) {
      test(`${row.name}, ${WHEN[moment]}`, () => playRow(row, moment, createDriver()));
    }
  }
}
