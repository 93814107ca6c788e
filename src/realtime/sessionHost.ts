import type { ClientCore } from '../client/clientCore';
import type { DecartError } from '../errors/DecartError';
import type { SessionLimits } from '../limits/sessionLimits';
import type { DesiredState } from './desiredState';
import type { LifecycleEvent, RealtimeStatus } from './machine';
import type { PromptDelivery } from './promptDelivery';
import type { ResolvedModel } from './resolveModel';
import type { SessionInput } from './sessionInput';
import type { SessionPass } from './sessionPass';
import type { SessionValues } from './sessionValues';
import type { RealtimeDetails, RealtimeOptions } from './types';

/** The operations that a run may use on its session. */
export interface SessionHost extends Pick<SessionValues, 'stats' | 'quality' | 'seconds'> {
  readonly core: ClientCore;
  readonly model: ResolvedModel;
  readonly input: SessionInput;
  readonly pass: SessionPass;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly desired: Pick<DesiredState, 'snapshot'>;
  readonly delivery: PromptDelivery;
  readonly limits: Pick<SessionLimits, 'setServiceLimit'>;
  /** A cancelled connection of this session that isn't closed yet. */
  readonly leaving: { done: Promise<unknown> };
  options(): RealtimeOptions;
  status(): RealtimeStatus;
  /** The images that callers passed are read. */
  imagesRead(): Promise<unknown>;
  dispatch(event: LifecycleEvent): void;
  publish(details: Partial<RealtimeDetails>): void;
  /** Restarts with the camera off: there is a waiting line. A screen is kept: it can't be asked for again. */
  restart(): void;
  /** An error after which the session continues. */
  report(error: DecartError): void;
}

export interface Run {
  /** There is new video or audio to send. */
  sendInput(): void;
  close(): void;
}
