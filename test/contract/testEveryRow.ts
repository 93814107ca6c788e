import { test } from 'vitest';
import type { ContractDriver } from './driver';
import { playRow } from './playRow';
import { MOMENTS, type Moment, ROWS, type Row } from './rows';

const WHEN = {
  handshake: 'in the first handshake',
  live: 'while live',
  reconnect: 'in the handshake of a reconnect',
};

const SLOW_SECONDS = 3;

function isSlow({ again }: Row): boolean {
  return typeof again === 'object' && again.afterSeconds[0] > SLOW_SECONDS;
}

/**
 * Tests each row at each of its moments, on a simulation of the service. `npm test` runs only one, and none that waits for
 * seconds.
 */
export function testEveryRow(createDriver: () => ContractDriver): void {
  for (const row of ROWS) {
    const moments: readonly Moment[] = row.moments ?? MOMENTS;
    const [quickest] = moments.includes('live') ? ['live'] : moments;
    for (const moment of moments) {
      const tags = moment === quickest && !isSlow(row) ? [] : ['long'];
      test(`${row.name}, ${WHEN[moment]}`, { tags }, () => playRow(row, moment, createDriver()));
    }
  }
}
