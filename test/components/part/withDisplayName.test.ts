import { expect, it } from 'vitest';
import * as main from '../../../src/index';
import * as parts from '../../../src/parts';

/** The name that DevTools shows: a bundler renames functions, but not an explicit `displayName`. */
function shownName(component: unknown): unknown {
  if (typeof component === 'function') return component.name;
  return typeof component === 'object' && component !== null
    ? Reflect.get(component, 'displayName')
    : undefined;
}

const components = Object.entries({ ...main, ...parts }).filter(
  ([name, value]) => /^[A-Z][a-z]/.test(name) && value !== main.DecartError,
);

it('has a name for every component', () => {
  expect(components.length).toBeGreaterThan(40);
  for (const [name, component] of components) expect(shownName(component)).toBe(name);
});

it('exports nothing from both entries', () => {
  expect(Object.keys(main).filter((name) => name in parts)).toEqual([]);
});
