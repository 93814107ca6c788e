// The English texts that nobody reads before a session has begun or something went wrong: loaded then, with what shows them.
// `{name}` in a text is filled in.

/** Waiting for the camera, or for the permission to use it. */
export const phaseCamera = 'Waiting for your camera…';
export const phaseToken = 'Preparing…';
export const phaseSignaling = 'Connecting…';
export const phaseMedia = 'Starting video…';
/** `{position}`, `{queueSize}` */
export const queued = 'You’re number {position} of {queueSize} in line';
/** In line, where the place isn't known. */
export const inLine = 'You’re in line…';
/** In line because this user has as many sessions as one user may have. */
export const inLineOwn = 'You have another session open. Close it to start here.';
/** Decart is full, and is asked again by itself. */
export const atCapacity = 'All machines are busy. Trying again shortly…';
export const live = 'Live';
export const blocked = 'Press Play to start the video';
export const reconnecting = 'Reconnecting…';
/** Watching. */
export const streamEnded = 'The stream has ended';
/** `{duration}`, such as "12 seconds"; `{reason}`, in the service's words */
export const ended = 'The session ended after {duration}';
/** `{duration}` */
export const endedAtLimit = 'You’ve reached the limit of {duration}';
/** `stopWhenIdleSeconds` or `stopWhenHiddenSeconds` ended the session. */
export const endedAway = 'Video stopped because you were away';
/** The question before one of those ends it. */
export const stillThere = 'Are you still there?';
/** The button beside that question. */
export const stay = 'Stay';
/** Before `maxDurationSeconds` ends the session. */
export const almostOver = 'Your time is almost up';
/** Over a live video while the app or a switch keeps the camera off. */
export const inputDisabled = 'Your camera is off';
/** The same while the camera gives nothing: a key or a cover mutes it, or the system. */
export const inputMuted = 'No video from your camera. Is it covered or switched off?';
/** The same after the camera, a file or a shared screen has ended. */
export const inputEnded = 'Your video has ended';
/** Around the sentence of every error. `{sentence}`, `{code}` */
export const error = '{sentence}';
/** Closes the note about a device or an image that failed. */
export const closeMessage = 'Dismiss';
/** How to allow a camera or microphone that was refused, in most browsers. */
export const allowByIcon = 'Click the icon in the address bar and choose Allow.';
/** The same in Safari on a Mac. */
export const allowInSafari = 'In the menu bar, choose Safari › Settings for This Website, then allow it.';
/** The same on iPhone and iPad. */
export const allowOnIos = 'Tap the page menu in the address bar, then Website Settings, and allow it.';
/** The same there in another browser than Safari. */
export const allowInIosSettings = 'Open the Settings app, find this browser, and allow it.';
export const movePreview = 'Move camera preview';
export const showPreview = 'Show camera';
export const hidePreview = 'Hide camera';
