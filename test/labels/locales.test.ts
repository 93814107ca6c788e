import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../package.json';
import * as english from '../../src/labels/english';
import type { CompleteLabels } from '../../src/labels/labels';
import { de } from '../../src/locales/de';
import { es } from '../../src/locales/es';
import { fr } from '../../src/locales/fr';
import { ja } from '../../src/locales/ja';

const LANGUAGES: Record<string, CompleteLabels> = { de, es, fr, ja };
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const textsOf = ({ errors, ...texts }: CompleteLabels) => [...Object.values(texts), ...Object.values(errors)];

it('offers every language as an import', () => {
  const files = readdirSync('src/locales').filter((name) => /^[a-z]{2}\.ts$/.test(name));
  expect(files.map((name) => name.replace('.ts', ''))).toEqual(Object.keys(LANGUAGES));
  for (const code of Object.keys(LANGUAGES)) expect(manifest.exports).toHaveProperty([`./locales/${code}`]);
});

it.each(Object.entries(LANGUAGES))(
  'translates everything in %s, with the same values filled in',
  (code, labels) => {
    expect(labels.locale).toBe(code);
    expect(Object.keys(labels).sort()).toEqual([...Object.keys(english), 'errors', 'locale'].sort());
    for (const [key, text] of Object.entries(english)) {
      expect(placeholders(String(Reflect.get(labels, key))), key).toEqual(placeholders(text));
    }
    expect(textsOf(labels).filter((text) => text.trim() !== text || text === '')).toEqual([]);
  },
);

it.each(Object.entries(LANGUAGES))('leaves no English sentence in %s', (_code, labels) => {
  const sentences = new Set<string>(Object.values(english).filter((text) => /^[A-Z].* /.test(text)));
  expect(textsOf(labels).filter((text) => sentences.has(text))).toEqual([]);
});

it.each(Object.entries(LANGUAGES))(
  'hides from visitors in %s what only a developer knows',
  (_code, labels) => {
    const jargon = /token|\bapi\b|server|serveur|servidor|provider|webrtc|livekit|SDK|undefined|null|[<>`]/i;
    expect(textsOf(labels).filter((text) => jargon.test(text))).toEqual([]);
  },
);
