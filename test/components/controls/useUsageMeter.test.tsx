// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { UsageMeter, type UsageMeterProps } from '../../../src/components/controls/UsageMeter';
import { DecartProvider } from '../../../src/provider/DecartProvider';

const text = (props: UsageMeterProps, locale = 'en') =>
  render(
    <DecartProvider getToken="/token" labels={{ locale }}>
      <UsageMeter {...props} />
    </DecartProvider>,
  ).container.textContent;

it('shows time, and money in the format of the language', () => {
  expect(text({})).toBe('0:00');
  expect(text({ pricePerSecond: 0.02, currency: 'EUR' })).toBe('0:00 · €0.00');
  expect(text({ pricePerSecond: 2, currency: 'JPY' }, 'de')).toMatch(/^0:00 · 0\s¥$/);
});

it.each<[UsageMeterProps, string]>([
  [{ pricePerSecond: -1, currency: 'EUR' }, 'pricePerSecond'],
  [{ pricePerSecond: Number.NaN, currency: 'EUR' }, 'pricePerSecond'],
  [{ currency: 'EUR' }, 'pricePerSecond'],
  [{ pricePerSecond: 1 }, 'currency'],
  [{ pricePerSecond: 1, currency: 'euro' }, 'currency'],
])('%j is refused in render, and named', (props, name) => {
  vi.spyOn(console, 'error').mockReturnValue();
  expect(() => text(props)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', message: expect.stringContaining(`\`${name}\``) }),
  );
});
