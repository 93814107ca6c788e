import { expect, it } from 'vitest';
import * as client from '../src/index';
import * as server from '../src/index.react-server';

it('offers a server component everything that the client entry offers', () => {
  expect(Object.keys(server).sort()).toEqual(Object.keys(client).sort());
});
