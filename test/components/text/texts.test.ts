import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { describe as describeState } from '../../../src/components/text/texts';
import { fill, type Labels } from '../../../src/labels/labels';
import { de } from '../../../src/locales/de';
import type { Label } from '../../../src/provider/labels';
import { IDLE_SNAPSHOT } from '../../../src/realtime/snapshot';

/** Formats as a browser whose language is German. */
beforeEach(() => {
  const { NumberFormat, ListFormat } = Intl;
  const inGerman = <Format extends typeof NumberFormat | typeof ListFormat>(native: Format) =>
    new Proxy(native, {
      construct: (format, [locale = 'de', options]) => Reflect.construct(format, [locale, options]),
    });
  Object.assign(Intl, { NumberFormat: inGerman(NumberFormat), ListFormat: inGerman(ListFormat) });
  onTestFinished(() => {
    Object.assign(Intl, { NumberFormat, ListFormat });
  });
});

const ended = { seconds: 65, reason: 'max_duration' };

function textIn(labels: Labels) {
  const label: Label = (key, english, values = {}) => fill(labels[key] ?? english, values, 'en');
  const nothing = { phase: null, queue: null, error: null };
  return describeState({ ...IDLE_SNAPSHOT, ...nothing, status: 'ended', ended }, labels, label);
}

test('the length of a session is English in English texts, whatever the browser speaks', () => {
  expect(textIn({})).toContain('1 minute, 5 seconds');
});

test('the length of a session is in the language of the labels', () => {
  expect(textIn(de)).toContain('1 Minute, 5 Sekunden');
});
