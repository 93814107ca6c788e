// Compiled, not run: a translation that leaves something out doesn't compile.
import { type CompleteLabels, DecartProvider, type Labels } from 'decart-react';
import { de } from 'decart-react/locales/de';
import { es } from 'decart-react/locales/es';
import { fr } from 'decart-react/locales/fr';
import { ja } from 'decart-react/locales/ja';

export const languages: readonly Labels[] = [de, es, fr, ja];

export const provider = <DecartProvider getToken="/api/decart/token" labels={{ ...fr, locale: 'fr-CA' }} />;

const { start, ...withoutStart } = de;
const { CAMERA_DENIED, ...withoutCamera } = de.errors;
export const texts: readonly string[] = [start, CAMERA_DENIED];

// @ts-expect-error a string is missing
export const withoutText: CompleteLabels = withoutStart;
// @ts-expect-error the sentence of an error is missing
export const withoutSentence: CompleteLabels = { ...de, errors: withoutCamera };
// @ts-expect-error an undefined string would be English again
export const withUndefined: CompleteLabels = { ...de, start: undefined };
// @ts-expect-error unknown key
export const withUnknown: CompleteLabels = { ...de, begin: 'Los' };
