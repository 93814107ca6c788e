import {
  aBoolean,
  aFunction,
  aPositiveNumber,
  atLeastZero,
  oneOf,
  type Rule,
  rule,
  shape,
} from '../errors/checkOptions';
import { invalidOptions } from '../errors/invalidOptions';
import { isRecord } from '../errors/json';
import { isStream } from '../media/mediaInput';
import { hasTag } from '../requests/hasTag';
import { aTimeout, isPositive, reconnectRule } from './connectionRules';
import type { RealtimeModel } from './model';
import type { RealtimeOptions } from './types';

/** Which models have fast machines: Decart's documentation, November 2026. */
const FAST_MODELS = ['lucy-2.5', 'lucy-latest', 'lucy-vton-3.5', 'lucy-vton-latest'];

const aDefinition = (value: unknown) =>
  isRecord(value) &&
  typeof value.name === 'string' &&
  typeof value.urlPath === 'string' &&
  isPositive(value.width) &&
  isPositive(value.height) &&
  (isPositive(value.fps) || isRecord(value.fps));

/** Every option of a session, with its rule. */
export const REALTIME_RULES = {
  model: rule(
    "a model's name or a definition",
    (value) => (typeof value === 'string' && value !== '') || aDefinition(value),
  ),
  speed: oneOf('fast'),
  prompt: rule('a string', (value) => typeof value === 'string'),
  enhance: aBoolean,
  image: rule(
    'a Blob, a URL, the id of an upload, or null',
    (value) => (typeof value === 'string' && value !== '') || hasTag(value, 'Null', 'Blob', 'File'),
  ),
  input: rule(
    "'screen', constraints, a MediaStream, a canvas, a video, a Blob or null",
    (value) =>
      value === 'screen' ||
      isStream(value) ||
      hasTag(value, 'Null', 'Object', 'HTMLCanvasElement', 'HTMLVideoElement', 'Blob', 'File'),
  ),
  microphone: rule('true, false or constraints', (value) => hasTag(value, 'Boolean', 'Object')),
  autoStart: aBoolean,
  preload: oneOf('intent', 'mount'),
  mirror: oneOf(true, false, 'auto'),
  passthrough: aBoolean,
  resolution: oneOf('720p', '1080p'),
  preferredVideoCodec: oneOf('h264', 'vp8', 'vp9'),
  queryParams: rule(
    'an object of strings',
    (value) => isRecord(value) && Object.values(value).every((each) => typeof each === 'string'),
  ),
  debugQuality: aBoolean,
  connectTimeout: aTimeout,
  capacityTimeout: atLeastZero,
  reconnect: reconnectRule,
  onStatusChange: aFunction,
  onError: aFunction,
  onEnded: aFunction,
  maxDurationSeconds: aPositiveNumber,
  stopWhenHiddenSeconds: aPositiveNumber,
  stopWhenIdleSeconds: aPositiveNumber,
  onEnding: aFunction,
  onUsage: aFunction,
  onQueuePosition: aFunction,
  onTurn: aFunction,
  onPromptRejected: aFunction,
} satisfies Record<keyof RealtimeOptions, Rule>;

const check = /* @__PURE__ */ shape(REALTIME_RULES);

/** @throws `DecartError` `INVALID_OPTIONS`, naming the option, for an invalid value. */
export function checkRealtimeOptions(options: RealtimeOptions): void {
  check(options, 'useRealtimeStream');
  if (options.model === undefined) throw invalidOptions('useRealtimeStream needs a `model`.');
  if (options.autoStart && options.input === 'screen') {
    throw invalidOptions("`autoStart` can't share a screen: that takes a click.");
  }
  const name = nameOf(options.model);
  if (options.speed === undefined || FAST_MODELS.includes(name)) return;
  throw invalidOptions(
    `\`speed\` must be left out for "${name}": only ${FAST_MODELS.join(', ')} support it.`,
  );
}

const nameOf = (model: RealtimeModel) => (typeof model === 'string' ? model : model.name);
