import { test } from 'vitest';
import type { ContractDriver } from './driver';
import { playRow } from './playRow';
import { MOMENTS, type Moment, ROWS } from './rows';

const WHEN = {
  handshake: 'in the first handshake',
  live: 'while live',
  reconnect: 'in the handshake of a reconnect',
};

/** A test of each row at each of its moments, on a simulation of the service. Where it can happen at several, one of them is quick to ask. */
export function testEveryRow(createDriver: () => ContractDriver): void {
  for (const row of ROWS) {
    const moments: readonly Moment[] = row.moments ?? MOMENTS;
    const [quickest] = moments.includes('live') ? ['live'] : moments;
    for (const moment of moments) {
      const tags = moment === quickest ? [] : ['long'];
      test(`${row.name}, ${WHEN[moment]}`, { tags }, () => playRow(row, moment, createDriver()));
    }
  }
}
