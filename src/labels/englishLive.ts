// The English texts that are needed only after a session has begun or something went wrong: they are loaded then,
// together with the parts that show them. `{name}` in a text is filled in.

/** Waiting for the camera, or for permission to use it. */
export const phaseCamera = 'Waiting for your camera…';
export const phaseToken = 'Preparing…';
export const phaseSignaling = 'Connecting…';
export const phaseMedia = 'Starting video…';
/** `{position}`, `{queueSize}` */
export const queued = 'You’re number {position} of {queueSize} in line';
/** In line, where the place isn't known. */
export const inLine = 'You’re in line…';
/** In line because this user has reached the number of sessions that one user may have. */
export const inLineOwn = 'You have another session open. Close it to start here.';
/** Decart is full; we ask again automatically. */
export const atCapacity = 'It’s very busy right now. Trying again shortly…';
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
/** The question before one of these limits ends the session. */
export const stillThere = 'Are you still there?';
/** The button beside that question. */
export const stay = 'Stay';
/** Before `maxDurationSeconds` ends the session. */
export const almostOver = 'Your time is almost up';
/** Over a live video while the app or a switch turns the camera off. */
export const inputDisabled = 'Your camera is off';
/** The same while the camera sends nothing: a key, a cover or the system has muted it. */
export const inputMuted = 'No video from your camera. Is it covered or switched off?';
/** The same after the camera, a file or a shared screen has ended. */
export const inputEnded = 'Your video has ended';
/** The sentence around every error. `{sentence}`, `{code}` */
export const error = '{sentence}';
/** Closes the note about a device or an image that failed. */
export const closeMessage = 'Dismiss';
/** How to allow a camera or microphone that was refused, in most browsers. */
export const allowByIcon = 'Click the icon in the address bar and choose Allow.';
/** The same in Safari on a Mac. */
export const allowInSafari = 'In the menu bar, choose Safari › Settings for This Website, then allow it.';
/** The same on iPhone and iPad. */
export const allowOnIos = 'Tap the page menu in the address bar, then Website Settings, and allow it.';
/** The same on iPhone and iPad in another browser than Safari. */
export const allowInIosSettings = 'Open the Settings app, find this browser, and allow it.';
export const movePreview = 'Move camera preview';
export const showPreview = 'Show camera';
export const hidePreview = 'Hide camera';
