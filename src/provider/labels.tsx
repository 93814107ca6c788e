import { createContext, type ReactNode, useContext, useState } from 'react';
import { invalidOptions } from '../errors/invalidOptions';
import {
  type English,
  fill,
  type LabelKey,
  type Labels,
  type LabelValues,
  localeOf,
  mergeLabels,
  sameLabels,
} from '../labels/labels';

const ENGLISH: Labels = {};
const LabelsContext = /* @__PURE__ */ createContext<Labels>(ENGLISH);

/** The labels of all enclosing elements, the nearest first. */
export const useLabels = (): Labels => useContext(LabelsContext);

/** The language of the enclosing labels: it also formats numbers and times. */
export const useLocale = (): string => localeOf(useLabels());

/**
 * Returns a label's translation, or the English text that the caller passes, so that each English text is loaded only
 * where it is used.
 */
export function useLabel(): <Key extends LabelKey>(
  key: Key,
  english: English[Key],
  values?: LabelValues,
) => string {
  const labels = useLabels();
  const locale = useLocale();
  return (key, english, values = {}) => fill(labels[key] ?? english, values, locale);
}

/** Returns the text of a label. */
export type Label = ReturnType<typeof useLabel>;

interface LabelsProviderProps {
  labels: Labels | undefined;
  children: ReactNode;
}

/** Adds labels to those of the enclosing elements. Inline labels don't cause renders. */
export function LabelsProvider({ labels = ENGLISH, children }: LabelsProviderProps) {
  const outer = useLabels();
  const make = () => ({ outer, labels, merged: merge(outer, labels) });
  const [state, setState] = useState(make);
  let current = state;
  if (state.outer !== outer || !sameLabels(state.labels, labels)) {
    current = make();
    setState(current);
  }
  return <LabelsContext.Provider value={current.merged}>{children}</LabelsContext.Provider>;
}

function merge(outer: Labels, labels: Labels): Labels {
  if (Object.keys(labels).length === 0) return outer;
  const { locale } = labels;
  if (locale !== undefined && !isLocale(locale)) {
    throw invalidOptions(
      `\`labels.locale\` must be a language tag such as "de" or "pt-BR", not "${locale}".`,
    );
  }
  return mergeLabels(outer, labels);
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
