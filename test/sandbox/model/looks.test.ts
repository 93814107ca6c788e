import { expect, test } from 'vitest';
import { lookFor } from '../../../src/sandbox/model/looks';

test.for([
  ['Turn this into an Oil Painting', 'oil painting'],
  ['black and white', 'noir'],
  ['8-bit hero', 'pixel art'],
  ['a sunset over an oil rig', 'golden hour'],
  ['made of ice', 'ice'],
])('"%s" asks for %s', ([prompt, name]) => {
  expect(lookFor(prompt ?? null).name).toBe(name);
});

test('words inside other words select nothing', () => {
  expect(lookFor('nice dice').name).toMatch(/^hue /);
});

test('any other prompt has its own look, always the same one', () => {
  expect(lookFor('a purple dinosaur')).toEqual(lookFor('A purple dinosaur '));
  expect(lookFor('a purple dinosaur')).not.toEqual(lookFor('a purple dinosaurs'));
});

test('without a prompt, only a reference image changes the picture', () => {
  expect(lookFor(null).name).toBe('passthrough');
  expect(lookFor('  ').name).toBe('passthrough');
  expect(lookFor(null, true).name).toBe('reference');
});
