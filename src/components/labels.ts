import { createContext, useContext } from 'react';

/**
 * Every text of the components, for translation; what is left out stays English. `{name}` in a text is filled in.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" labels={{ start: 'Starten', queued: 'Platz {position} von {queueSize}' }} />
 * ```
 */
export interface Labels {
  /** @defaultValue Start */
  start?: string;
  /** @defaultValue Stop */
  stop?: string;
  /** The button after an error. @defaultValue Try again */
  retry?: string;
  /** The button after the service ended the session. @defaultValue Start again */
  restart?: string;
  /** The button while the browser holds playback back. @defaultValue Play */
  play?: string;
  /** @defaultValue Ready when you are */
  idle?: string;
  /** Waiting for the camera, and for the permission to use it. @defaultValue Waiting for your camera… */
  phaseCamera?: string;
  /** @defaultValue Signing in… */
  phaseToken?: string;
  /** @defaultValue Connecting… */
  phaseSignaling?: string;
  /** @defaultValue Waiting for the first picture… */
  phaseMedia?: string;
  /** `{position}`, `{queueSize}`. @defaultValue Place {position} of {queueSize} in the queue */
  queued?: string;
  /** @defaultValue Live */
  live?: string;
  /** @defaultValue The browser waits for a click before it plays */
  blocked?: string;
  /** @defaultValue Reconnecting… */
  reconnecting?: string;
  /** `{seconds}`, `{reason}`. @defaultValue The session ended after {seconds} s: {reason} */
  ended?: string;
  /** `{seconds}`. @defaultValue The time limit of {seconds} s is reached */
  endedAtLimit?: string;
  /** `{message}`, `{code}`. @defaultValue {message} */
  error?: string;
  /** How to allow a camera that was refused, in Chrome and Edge. */
  allowInChrome?: string;
  /** The same in Firefox. */
  allowInFirefox?: string;
  /** The same in Safari on a Mac. */
  allowInSafari?: string;
  /** The same on iPhone and iPad. */
  allowOnIos?: string;
  /** @defaultValue Move camera preview */
  movePreview?: string;
  /** @defaultValue Show camera */
  showPreview?: string;
  /** @defaultValue Hide camera */
  hidePreview?: string;
  /** @defaultValue Fullscreen */
  fullscreen?: string;
  /** @defaultValue Leave fullscreen */
  leaveFullscreen?: string;
}

export type LabelKey = keyof Labels;

export const LabelsContext = createContext<Labels>({});

/** Fills `{name}` in a text. */
export function fill(text: string, values: object): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => String(Reflect.get(values, name) ?? placeholder));
}

/** Gives the translation of a label, else its English; the English stands where it is used, so that it is only loaded there. */
export function useLabel(): (key: LabelKey, english: string, values?: object) => string {
  const labels = useContext(LabelsContext);
  return (key, english, values = {}) => fill(labels[key] ?? english, values);
}
