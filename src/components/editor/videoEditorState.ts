import type { VideoModels } from '@decartai/sdk';

/** The state of a video editor, besides the calls of its hooks. */
export interface VideoEditorState {
  /** Jobs that aren't resumed when the app passes their ids: they were submitted here, or replaced. */
  readonly ignoredJobs: ReadonlySet<string>;
  /** The last result, and the model that made it. */
  readonly edited: { readonly video: Blob; readonly model: VideoModels } | null;
}

export type VideoEditorEvent =
  | { type: 'ignore'; jobId: string | null | undefined }
  | { type: 'edited'; video: Blob; model: VideoModels }
  | { type: 'cleared' };

export const VIDEO_EDITOR_IDLE: VideoEditorState = { ignoredJobs: new Set(), edited: null };

/** The state after an event. */
export function videoEditorState(state: VideoEditorState, event: VideoEditorEvent): VideoEditorState {
  switch (event.type) {
    case 'ignore':
      if (!event.jobId || state.ignoredJobs.has(event.jobId)) return state;
      return { ...state, ignoredJobs: new Set([...state.ignoredJobs, event.jobId]) };
    case 'edited':
      return { ...state, edited: { video: event.video, model: event.model } };
    case 'cleared':
      return { ...state, edited: null };
  }
}
