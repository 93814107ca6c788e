import type { DecartErrorCode } from '../errors/codes';

/**
 * Every text of the components, for translation; what is left out stays English. `{name}` in a text is filled in.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" labels={{ start: 'Starten', queued: 'Platz {position} von {queueSize}' }} />
 * ```
 * @example What went wrong, by the error's code
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" labels={{ errors: { CAMERA_DENIED: 'Die Kamera ist gesperrt.' } }} />
 * ```
 */
export interface Labels {
  /** @defaultValue Start */
  start?: string | undefined;
  /** @defaultValue Stop */
  stop?: string | undefined;
  /** The button after an error. @defaultValue Try again */
  retry?: string | undefined;
  /** The button after an error that only loading the page anew can mend. @defaultValue Reload the page */
  reload?: string | undefined;
  /** The button after the service ended the session. @defaultValue Start again */
  restart?: string | undefined;
  /** The button while the browser holds playback back. @defaultValue Play */
  play?: string | undefined;
  /** @defaultValue Ready when you are */
  idle?: string | undefined;
  /** Waiting for the camera, and for the permission to use it. @defaultValue Waiting for your camera… */
  phaseCamera?: string | undefined;
  /** @defaultValue Signing in… */
  phaseToken?: string | undefined;
  /** @defaultValue Connecting… */
  phaseSignaling?: string | undefined;
  /** @defaultValue Waiting for the first picture… */
  phaseMedia?: string | undefined;
  /** `{position}`, `{queueSize}`. @defaultValue You’re number {position} of {queueSize} in line */
  queued?: string | undefined;
  /** @defaultValue You’re in line… */
  inLine?: string | undefined;
  /** @defaultValue All machines are busy. Trying again shortly… */
  atCapacity?: string | undefined;
  /** @defaultValue Live */
  live?: string | undefined;
  /** @defaultValue The browser waits for a click before it plays */
  blocked?: string | undefined;
  /** @defaultValue Reconnecting… */
  reconnecting?: string | undefined;
  /** Watching: the publisher is away, or has not begun. @defaultValue Waiting for the stream… */
  waiting?: string | undefined;
  /** Watching. @defaultValue The stream is over */
  streamEnded?: string | undefined;
  /** `{seconds}`, `{reason}`. @defaultValue The session ended after {seconds} s: {reason} */
  ended?: string | undefined;
  /** `{seconds}`. @defaultValue The time limit of {seconds} s is reached */
  endedAtLimit?: string | undefined;
  /** Around the sentence of every error. `{message}`, `{code}`. @defaultValue {message} */
  error?: string | undefined;
  /** The sentences of errors, by code. `{message}` in one is the English sentence. */
  errors?: ErrorLabels | undefined;
  /** Closes what is said of a device or image that failed. @defaultValue Close the message */
  closeMessage?: string | undefined;
  /** How to allow what was refused, in most browsers. @defaultValue Click the icon beside the address, and allow it there. */
  allowByIcon?: string | undefined;
  /** The same in Safari on a Mac. @defaultValue In the menu: Safari › Settings for This Website. */
  allowInSafari?: string | undefined;
  /** The same on iPhone and iPad. @defaultValue Tap the page menu beside the address › Website Settings. */
  allowOnIos?: string | undefined;
  /** The same there in another browser than Safari. @defaultValue In the Settings app, under Apps, allow it to this browser. */
  allowInIosSettings?: string | undefined;
  /** @defaultValue Move camera preview */
  movePreview?: string | undefined;
  /** @defaultValue Show camera */
  showPreview?: string | undefined;
  /** @defaultValue Hide camera */
  hidePreview?: string | undefined;
  /** @defaultValue Fullscreen */
  fullscreen?: string | undefined;
  /** @defaultValue Leave fullscreen */
  leaveFullscreen?: string | undefined;
  /** The name of the field. @defaultValue Prompt */
  prompt?: string | undefined;
  /** @defaultValue Describe a look… */
  promptPlaceholder?: string | undefined;
  /** @defaultValue Apply prompt */
  applyPrompt?: string | undefined;
  /** The name of the prompts to choose from. @defaultValue Looks */
  presets?: string | undefined;
  /** Asked for before the start. @defaultValue Used at the start */
  promptWaiting?: string | undefined;
  /** @defaultValue Applying… */
  promptPending?: string | undefined;
  /** @defaultValue Applied */
  promptApplied?: string | undefined;
  /** `{message}`. @defaultValue Not applied. {message} */
  promptRejected?: string | undefined;
  /** @defaultValue Choose a reference image */
  chooseImage?: string | undefined;
  /** The image's text for screen readers. @defaultValue Reference image */
  referenceImage?: string | undefined;
  /** @defaultValue Remove the reference image */
  removeImage?: string | undefined;
  /** @defaultValue Camera */
  camera?: string | undefined;
  /** @defaultValue Microphone */
  microphone?: string | undefined;
  /** The choice of no microphone. @defaultValue No sound */
  microphoneOff?: string | undefined;
  /** @defaultValue Mirror */
  mirror?: string | undefined;
  /** @defaultValue Before and after */
  beforeAfter?: string | undefined;
  /** @defaultValue Take a picture */
  snapshot?: string | undefined;
  /** @defaultValue Record */
  record?: string | undefined;
  /** @defaultValue Picture in picture */
  pictureInPicture?: string | undefined;
  /** @defaultValue Volume */
  volume?: string | undefined;
  /** @defaultValue Mute */
  mute?: string | undefined;
  /** @defaultValue Session time */
  sessionTime?: string | undefined;
  /** @defaultValue Statistics */
  stats?: string | undefined;
  /** @defaultValue Connection not measured yet */
  qualityUnknown?: string | undefined;
  /** @defaultValue Good connection */
  qualityGood?: string | undefined;
  /** @defaultValue Fair connection */
  qualityFair?: string | undefined;
  /** @defaultValue Poor connection */
  qualityPoor?: string | undefined;
  /** @defaultValue Very poor connection */
  qualityCritical?: string | undefined;
  /** Follows the quality, after a colon. @defaultValue the network is too slow */
  reasonBandwidth?: string | undefined;
  /** @defaultValue the network answers late */
  reasonLatency?: string | undefined;
  /** @defaultValue the network loses data */
  reasonLoss?: string | undefined;
  /** @defaultValue the picture stands still */
  reasonStall?: string | undefined;
  /** @defaultValue this device is busy */
  reasonCpu?: string | undefined;
}

/** The sentences of errors, by the error's code. */
export type ErrorLabels = { [Code in DecartErrorCode]?: string | undefined };

/** The labels that are one text each. */
export type LabelKey = Exclude<keyof Labels, 'errors'>;

/** Fills `{name}` in a text. */
export function fill(text: string, values: object): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => String(Reflect.get(values, name) ?? placeholder));
}

/** What an error says: its translation, else its own sentence. */
export function sentenceOf(
  { code, message }: { code: DecartErrorCode; message: string },
  errors?: ErrorLabels,
) {
  const translation = errors?.[code];
  // Messages mark code as consoles and issues show it; a person reads words.
  const text = message.replaceAll('`', '');
  return translation === undefined ? text : fill(translation, { message: text });
}
