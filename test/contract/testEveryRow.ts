import { test } from 'vitest';
import type { ContractDriver } from './driver';
import { playRow } from './playRow';
import { MOMENTS, type Moment, ROWS } from './rows';

const WHEN = {
  handshake: 'in the first handshake',
  live: 'while live',
  reconnect: 'in the handshake of a reconnect',
};

/** A test of each row, at each of its moments that is among these, on a simulation of the service: they must agree. */
export function testEveryRow(createDriver: () => ContractDriver, moments: readonly Moment[] = MOMENTS): void {
  for (const row of ROWS) {
    for (const moment of row.moments ?? MOMENTS) {
      if (!moments.includes(moment)) continue;
      test(`${row.name}, ${WHEN[moment]}`, () => playRow(row, moment, createDriver()));
    }
  }
}
