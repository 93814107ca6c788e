import { expect, it } from 'vitest';
import * as api from '../../src/index';

/** What DevTools shows of a component; a bundler renames functions, but not what is written out. */
function shownName(component: unknown): unknown {
  if (typeof component === 'function') return component.name;
  return typeof component === 'object' && component !== null
    ? Reflect.get(component, 'displayName')
    : undefined;
}

const components = Object.entries(api).filter(
  ([name, value]) => /^[A-Z]/.test(name) && value !== api.DecartError,
);

it('says of every component what it is called', () => {
  expect(components.length).toBeGreaterThan(30);
  for (const [name, component] of components) expect(shownName(component)).toBe(name);
});
