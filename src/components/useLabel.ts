import { createContext, useContext } from 'react';
import { fill, type Labels } from './labels';

export const LabelsContext = /* @__PURE__ */ createContext<Labels>({});

/** Gives the translation of a label, else its English; the English stands where it is used, so that it is only loaded there. */
export function useLabel(): (key: keyof Labels, english: string, values?: object) => string {
  const labels = useContext(LabelsContext);
  return (key, english, values = {}) => fill(labels[key] ?? english, values);
}
