import { expect, it } from 'vitest';
import { fill, sentenceOf } from '../../src/components/labels';
import labelsSource from '../../src/components/labels.ts?raw';

const sources = import.meta.glob<string>(
  '../../src/components/{*,controls/*,player/*,session/*,video/*}.{ts,tsx}',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** Every label with its English, as the components have it; a single small word is no text. */
function labelsInUse(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const source of Object.values(sources)) {
    for (const [, name, english] of source.matchAll(
      /(?:label\(|\[)\s*'([a-z]\w*)',\s*'((?=[^']*[A-Z {])[^']+)'/g,
    )) {
      if (name && english) found.set(name, (found.get(name) ?? new Set()).add(english));
    }
  }
  // The one table that has its English apart.
  for (const [, name, english] of (sources['../../src/components/player/ActionButton.tsx'] ?? '').matchAll(
    /^ {2}(\w+): '([^']+)',$/gm,
  )) {
    if (name && english) found.set(name, new Set([english]));
  }
  return found;
}

it('documents every label with the English that the components say', () => {
  const documented = [...labelsSource.matchAll(/@defaultValue (.+?)(?: \*\/|\n)[^?]*?(\w+)\?: string/g)].map(
    ([, english, name]) => [name, english],
  );
  const used = [...labelsInUse()].map(([name, english]) => [name, [...english].join(' / ')]);
  expect(used.length).toBeGreaterThan(50);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(used));
});

it('fills in what it has, and leaves what it does not know', () => {
  expect(fill('Place {position} of {queueSize}', { position: 2, queueSize: 5 })).toBe('Place 2 of 5');
  expect(fill('{message} {other}', { message: 'Hello.' })).toBe('Hello. {other}');
});

it('says an error in the language that it is given, else as it is', () => {
  const error = { code: 'RATE_LIMITED', message: 'Wait 3 s.' } as const;
  expect(sentenceOf(error, { RATE_LIMITED: 'Zu viele Anfragen. {message}' })).toBe(
    'Zu viele Anfragen. Wait 3 s.',
  );
  expect(sentenceOf(error, { CAMERA_DENIED: 'Gesperrt.' })).toBe('Wait 3 s.');
});

it('says an error as words, without the marks of code', () => {
  const error = { code: 'UNSUPPORTED_BROWSER', message: 'Choose another `mimeType`.' } as const;
  expect(sentenceOf(error)).toBe('Choose another mimeType.');
  expect(sentenceOf(error, { UNSUPPORTED_BROWSER: 'Nein: {message}' })).toBe(
    'Nein: Choose another mimeType.',
  );
});
