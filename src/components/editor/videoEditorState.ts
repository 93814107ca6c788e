import type { VideoModels } from '@decartai/sdk';

/** The state of a video editor, besides the calls of its hooks. */
export interface VideoEditorState {
  /** Jobs that aren't resumed when the app passes their ids: they were submitted here, or replaced. */
  readonly ignoredJobs: ReadonlySet<string>;
  /** The last result of each model: that of a previous one may arrive later than that of the current one. */
  readonly edited: Readonly<Partial<Record<VideoModels, Blob>>>;
}

export type VideoEditorEvent =
  | { type: 'ignore'; jobId: string | null | undefined }
  | { type: 'edited'; video: Blob; model: VideoModels }
  | { type: 'cleared' };

export const VIDEO_EDITOR_IDLE: VideoEditorState = { ignoredJobs: new Set(), edited: {} };

/** The state after an event. */
export function videoEditorState(state: VideoEditorState, event: VideoEditorEvent): VideoEditorState {
  switch (event.type) {
    case 'ignore':
      if (!event.jobId || state.ignoredJobs.has(event.jobId)) return state;
      return { ...state, ignoredJobs: new Set([...state.ignoredJobs, event.jobId]) };
    case 'edited':
      return { ...state, edited: { ...state.edited, [event.model]: event.video } };
    case 'cleared':
      return { ...state, edited: {} };
  }
}
