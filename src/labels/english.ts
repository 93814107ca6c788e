// All texts of the components, in English. Each is a separate export, so that an app loads only those it shows. `{name}`
// in a text is filled in.
export * from './englishLive';

// Session

export const start = 'Start';
export const stop = 'Stop';
/** The button after an error. */
export const retry = 'Try again';
/** The button after an error that only a new page can fix. */
export const reload = 'Reload the page';
/** The button after the service ended the session. */
export const restart = 'Start again';
/** The button while the browser blocks playback. */
export const play = 'Play';
export const idle = 'Ready when you are';
/** Shown to viewers: the publisher is away, or hasn't started. */
export const waiting = 'Waiting for the stream…';
/** A part of the page can no longer be loaded: there is a newer version of the page. */
export const outOfDate = 'This page is out of date. Reload it and try again.';
/** Opens the developer details of an error. Shown in development only. */
export const details = 'For developers';

// Ready check

/** The name of the check before a start. */
export const readyCheck = 'Before you start';
/** The button that begins it. */
export const checkNow = 'Check my setup';
export const checkAgain = 'Check again';
/** Shown once everything is fine. */
export const checkReady = 'You’re all set';
/** Shown if something must change first. */
export const checkBlocked = 'Something needs your attention';
/** Shown beside each item that is being checked. */
export const checking = 'Checking…';
/** Shown beside each item that works. */
export const checkOk = 'Works';
/** Shown beside each item that could not be checked. */
export const checkUnknown = 'Couldn’t be checked';
export const network = 'Network';
export const networkSlow =
  'This network may be too slow for smooth video. Move closer to the router, or use a cable.';
export const networkBlocked = 'This network blocks live video. Try another one, such as your phone’s.';
/** Whether a session is free for this visitor. */
export const availability = 'Availability';
/** All sessions are in use, and there is a waiting line. */
export const waitLikely = 'Busy right now. You may have to wait in line.';

// The video

/** The name of the transformed video. */
export const video = 'Live video';
/** The name of the camera preview. */
export const preview = 'Your camera';
export const before = 'Before';
export const after = 'After';
/** The name of the slider between the two videos. */
export const compare = 'Compare before and after';
/** The position of that slider. `{percent}`, such as "40%" */
export const comparePosition = '{percent} edited';

// Controls

/** The name of the field. */
export const prompt = 'Prompt';
export const promptPlaceholder = 'Describe a style…';
export const applyPrompt = 'Apply';
/** The name of the prompts to choose from. */
export const presets = 'Styles';
export const promptWaiting = 'Will be applied when you start';
export const promptPending = 'Applying…';
export const promptApplied = 'Applied';
/** `{sentence}` */
export const promptRejected = 'Not applied. {sentence}';
export const chooseImage = 'Choose a reference image';
/** The alternative text of the image, for screen readers. */
export const referenceImage = 'Reference image';
export const removeImage = 'Remove the reference image';
/** A file that isn't an image was dropped or chosen. */
export const notAnImage = 'Choose an image file.';
/** The dropped file comes from another website, which doesn't allow this one to read it. */
export const unreadableDrop = 'That site doesn’t share this file. Save it, then choose it here.';
export const camera = 'Camera';
/** Switches between the front and the rear camera. */
export const flipCamera = 'Flip camera';
/** Sends a screen, a window or a tab in place of the camera. */
export const shareScreen = 'Share your screen';
export const microphone = 'Microphone';
/** The option for no microphone. */
export const microphoneOff = 'Microphone off';
export const mirror = 'Mirror';
export const beforeAfter = 'Before and after';
export const snapshot = 'Take a photo';
/** Shares a photo or a recording with other apps. */
export const share = 'Share';
export const record = 'Record';
export const pictureInPicture = 'Picture in picture';
export const fullscreen = 'Full screen';
export const leaveFullscreen = 'Exit full screen';
export const volume = 'Volume';
export const mute = 'Mute';
export const sessionTime = 'Session time';
/** The name of the timer when it counts down to a limit. */
export const timeLeft = 'Time left';
/** The name of the usage, in time and money. */
export const usage = 'Used so far';
export const stats = 'Statistics';
export const qualityUnknown = 'Checking connection…';
export const qualityGood = 'Good connection';
export const qualityFair = 'Fair connection';
export const qualityPoor = 'Poor connection';
export const qualityCritical = 'Very poor connection';
/** What limits the connection. `{quality}` and `{reason}`, one of the five below */
export const qualityBecause = '{quality}: {reason}';
export const reasonBandwidth = 'the network is too slow';
export const reasonLatency = 'high latency';
export const reasonLoss = 'packet loss';
export const reasonStall = 'video is frozen';
export const reasonCpu = 'this device is overloaded';

// Editors

/** The image field while it is empty. */
export const editorChooseImage = 'Choose an image, or drop one here';
/** The video field while it is empty. */
export const editorChooseVideo = 'Choose a video, or drop one here';
/** The same field with a file in it. `{name}` */
export const editorReplaceFile = 'Replace {name}';
export const editorChooseReference = 'Add a reference image';
export const editorReplaceReference = 'Replace the reference image';
export const editorRemoveReference = 'Remove the reference image';
export const editorPrompt = 'What should change?';
export const editorSubmit = 'Edit';
export const editorCancel = 'Cancel';
export const editorDownload = 'Download';
export const editorWorking = 'Editing…';
/** A video is being uploaded. */
export const editorUploading = 'Uploading…';
/** A video waits for its turn. */
export const editorPending = 'In line…';
/** A finished video is being downloaded. */
export const editorDownloading = 'Downloading the video…';
export const editorDone = 'Done';
/** Replaces the preview of a file that this browser can't show. `{name}` */
export const editorNoPreview = '{name} can be edited, but this browser can’t show it.';
/** The browser has no network: the edit starts when the network is back. */
export const editorOffline = 'Waiting for the network…';
/** The chosen file is something else. `{type}`, such as `video/mp4` */
export const editorNotImage = 'Choose an image. This file is {type}.';
export const editorNotVideo = 'Choose a video. This file is {type}.';
export const editorEmptyFile = 'This file is empty.';
/** `{size}` and `{limit}` */
export const editorImageTooLarge = 'This file is {size} MB; an image can be up to {limit} MB.';
export const editorVideoTooLarge = 'This file is {size} MB; a video can be up to {limit} MB.';
