import type { DecartErrorCode } from '../errors/codes';
import type * as english from './english';

/** The English texts, by their keys. */
export type English = typeof english;

/** A key of {@link Labels} whose value is a single text. */
export type LabelKey = keyof English;

/** The sentences of errors, by the error's code. */
export type ErrorLabels = { [Code in DecartErrorCode]?: string | undefined };

/**
 * Every text of the components, for translation. Texts that you leave out stay English. `{name}` in a text is filled in.
 * Pass them to `<DecartProvider labels>` for all components, or to one component.
 *
 * @example
 * ```tsx
 * <DecartProvider getToken="/api/decart/token" labels={{ locale: 'de', start: 'Starten', stop: 'Beenden' }}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>
 * ```
 * @example What visitors read of an error, by its code
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" labels={{ errors: { CAMERA_DENIED: 'Die Kamera ist gesperrt.' } }} />
 * ```
 */
export type Labels = { readonly [Key in LabelKey]?: string | undefined } & {
  /** The language of your texts, as a BCP 47 tag: it also formats numbers and times. @defaultValue 'en' */
  readonly locale?: string | undefined;
  /** The error sentences for visitors, by code. */
  readonly errors?: Readonly<ErrorLabels> | undefined;
};

/**
 * Every text of the components in one language. `decart-react/locales/*` have this type, and your own translation can
 * have it, too: when a new version adds a string or an error code, it doesn't compile until you have translated it.
 *
 * @example
 * ```tsx
 * import { de } from 'decart-react/locales/de';
 *
 * const swissGerman: CompleteLabels = { ...de, locale: 'de-CH', share: 'Weitergeben' };
 * ```
 */
export type CompleteLabels = { readonly [Key in LabelKey]: string } & {
  /** The language, as a BCP 47 tag: it also formats numbers and times. */
  readonly locale: string;
  /** The sentence for visitors, for each error. */
  readonly errors: Readonly<Record<DecartErrorCode, string>>;
};

/** The values for the placeholders in a text. */
export type LabelValues = Readonly<Record<string, string | number>>;

/** Replaces `{name}` in a text. Numbers are formatted for `locale`. */
export function fill(text: string, values: LabelValues, locale = 'en'): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

/** The language of these labels: without one they are English, whatever the browser's language is. */
export const localeOf = ({ locale = 'en' }: Labels): string => locale;

/** Merges the labels of an outer element with those of an inner one: the inner ones win. */
export function mergeLabels(outer: Labels, inner: Labels): Labels {
  const merged: Record<string, unknown> = { ...outer };
  for (const [key, text] of Object.entries(inner)) if (text !== undefined) merged[key] = text;
  return { ...merged, errors: { ...outer.errors, ...inner.errors } };
}

/** Whether two tables have the same content: inline tables are new objects at every render. */
export const sameLabels = (one: Labels, other: Labels): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
