// Loaded by `lateTexts.ts`.
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/englishLive';
import { errorSentenceOf } from '../../labels/errorSentences';
import { formatDuration } from '../../labels/format';
import { fill, type Labels, localeOf } from '../../labels/labels';
import type { Label } from '../../provider/labels';
import type { GenerationEnd, QueueState } from '../../realtime/machine';
import { permissionPlace } from '../player/permissionHelp';
import type { PlayerState } from '../player/player';

/** The sentence for visitors about an error: chosen by its code; its message is for developers. */
export function errorSentence({ code }: DecartError, labels: Labels): string {
  const sentence = labels.errors?.[code] ?? errorSentenceOf(code);
  return fill(labels.error ?? en.error, { sentence, code }, localeOf(labels));
}

/** Where to allow a camera or microphone that was refused; null for any other error. */
export function permissionHelp(error: DecartError, label: Label): string | null {
  switch (permissionPlace(error)) {
    case 'icon':
      return label('allowByIcon', en.allowByIcon);
    case 'safari':
      return label('allowInSafari', en.allowInSafari);
    case 'ios':
      return label('allowOnIos', en.allowOnIos);
    case 'iosSettings':
      return label('allowInIosSettings', en.allowInIosSettings);
    case null:
      return null;
  }
}

function describeEnd({ seconds, reason }: GenerationEnd, label: Label, locale: string): string {
  const values = { duration: formatDuration(seconds, locale), reason: reason.replaceAll('_', ' ') };
  if (reason === 'idle' || reason === 'hidden') return label('endedAway', en.endedAway);
  return /limit|max_duration/.test(reason)
    ? label('endedAtLimit', en.endedAtLimit, values)
    : label('ended', en.ended, values);
}

/** Without a place in line, the text has no numbers. */
function describeQueue({ kind, position, queueSize, reason }: QueueState, label: Label): string {
  if (kind === 'capacity') return label('atCapacity', en.atCapacity);
  if (reason === 'own') return label('inLineOwn', en.inLineOwn);
  if (position === undefined || queueSize === undefined) return label('inLine', en.inLine);
  return label('queued', en.queued, { position, queueSize });
}

/** The other states need their texts before these are loaded: see `useStatusMessage`. */
type BegunState = Exclude<PlayerState, { status: 'idle' | 'waiting' }>;

/** What a session or a viewer is doing once it has begun. */
export function describe(state: BegunState, labels: Labels, label: Label): string {
  switch (state.status) {
    case 'connecting':
      if ('phase' in state) {
        if (state.phase === 'camera') return label('phaseCamera', en.phaseCamera);
        if (state.phase === 'token') return label('phaseToken', en.phaseToken);
        if (state.phase === 'media') return label('phaseMedia', en.phaseMedia);
      }
      return label('phaseSignaling', en.phaseSignaling);
    case 'queued':
      return describeQueue(state.queue, label);
    case 'connected':
    case 'generating':
      return label('live', en.live);
    case 'reconnecting':
      return label('reconnecting', en.reconnecting);
    case 'ended':
      return 'ended' in state
        ? describeEnd(state.ended, label, localeOf(labels))
        : label('streamEnded', en.streamEnded);
    case 'error':
      return errorSentence(state.error, labels);
  }
}

/** While the browser blocks playback until a click. */
export const describeBlocked = (label: Label): string => label('blocked', en.blocked);
