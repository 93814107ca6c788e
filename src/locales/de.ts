// Every text of the components in German.
import type { CompleteLabels } from '../labels/labels';
import { errorsOf } from './errorsOf';

const outOfDate = 'Diese Seite ist veraltet. Laden Sie sie neu und versuchen Sie es noch einmal.';

/**
 * Every text of the components in German, for `labels`. Plain strings: a server component can pass it on.
 *
 * @example
 * ```tsx
 * import { de } from 'decart-react/locales/de';
 *
 * <DecartProvider getToken="/api/decart/token" labels={de}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>;
 * ```
 */
export const de: CompleteLabels = {
  locale: 'de',

  // Session
  start: 'Starten',
  stop: 'Beenden',
  retry: 'Erneut versuchen',
  reload: 'Seite neu laden',
  restart: 'Neu starten',
  play: 'Abspielen',
  idle: 'Bereit zum Start',
  waiting: 'Warten auf den Stream …',
  outOfDate,
  details: 'Für Entwickler',

  // Ready check
  readyCheck: 'Bevor es losgeht',
  checkNow: 'Einrichtung prüfen',
  checkAgain: 'Noch einmal prüfen',
  checkReady: 'Alles bereit',
  checkBlocked: 'Es gibt noch etwas zu tun',
  checking: 'Wird geprüft …',
  checkOk: 'Funktioniert',
  checkUnknown: 'Konnte nicht geprüft werden',
  network: 'Netzwerk',
  networkSlow:
    'Dieses Netzwerk ist vielleicht zu langsam für flüssiges Video. Gehen Sie näher an den Router oder nutzen Sie ein Kabel.',
  networkBlocked:
    'Dieses Netzwerk blockiert Live-Video. Versuchen Sie ein anderes, zum Beispiel das Ihres Smartphones.',
  availability: 'Verfügbarkeit',
  waitLikely: 'Gerade ist viel los. Vielleicht müssen Sie warten.',

  // The video
  video: 'Live-Video',
  preview: 'Ihre Kamera',
  before: 'Vorher',
  after: 'Nachher',
  compare: 'Vorher und nachher vergleichen',
  comparePosition: '{percent} bearbeitet',

  // Controls
  prompt: 'Prompt',
  promptPlaceholder: 'Beschreiben Sie einen Stil …',
  applyPrompt: 'Anwenden',
  presets: 'Stile',
  promptWaiting: 'Wird beim Start angewendet',
  promptPending: 'Wird angewendet …',
  promptApplied: 'Angewendet',
  promptRejected: 'Nicht angewendet. {sentence}',
  chooseImage: 'Referenzbild auswählen',
  referenceImage: 'Referenzbild',
  removeImage: 'Referenzbild entfernen',
  notAnImage: 'Wählen Sie eine Bilddatei.',
  unreadableDrop: 'Die Website gibt diese Datei nicht frei. Speichern Sie sie und wählen Sie sie hier aus.',
  camera: 'Kamera',
  flipCamera: 'Kamera wechseln',
  shareScreen: 'Bildschirm teilen',
  microphone: 'Mikrofon',
  microphoneOff: 'Mikrofon aus',
  mirror: 'Spiegeln',
  beforeAfter: 'Vorher und nachher',
  snapshot: 'Foto aufnehmen',
  share: 'Teilen',
  record: 'Aufnehmen',
  pictureInPicture: 'Bild-im-Bild',
  fullscreen: 'Vollbild',
  leaveFullscreen: 'Vollbild beenden',
  volume: 'Lautstärke',
  mute: 'Ton aus',
  sessionTime: 'Sitzungsdauer',
  timeLeft: 'Verbleibende Zeit',
  usage: 'Bisher genutzt',
  stats: 'Statistik',
  qualityUnknown: 'Verbindung wird geprüft …',
  qualityGood: 'Gute Verbindung',
  qualityFair: 'Mittelmäßige Verbindung',
  qualityPoor: 'Schlechte Verbindung',
  qualityCritical: 'Sehr schlechte Verbindung',
  qualityBecause: '{quality}: {reason}',
  reasonBandwidth: 'das Netzwerk ist zu langsam',
  reasonLatency: 'hohe Latenz',
  reasonLoss: 'Paketverlust',
  reasonStall: 'das Video ist eingefroren',
  reasonCpu: 'dieses Gerät ist überlastet',

  // Editors
  editorChooseImage: 'Bild auswählen oder hier ablegen',
  editorChooseVideo: 'Video auswählen oder hier ablegen',
  editorReplaceFile: '{name} ersetzen',
  editorChooseReference: 'Referenzbild hinzufügen',
  editorReplaceReference: 'Referenzbild ersetzen',
  editorRemoveReference: 'Referenzbild entfernen',
  editorPrompt: 'Was soll sich ändern?',
  editorSubmit: 'Bearbeiten',
  editorCancel: 'Abbrechen',
  editorDownload: 'Herunterladen',
  editorWorking: 'Wird bearbeitet …',
  editorUploading: 'Wird hochgeladen …',
  editorPending: 'In der Warteschlange …',
  editorDownloading: 'Video wird heruntergeladen …',
  editorDone: 'Fertig',
  editorNoPreview: '{name} kann bearbeitet werden, aber dieser Browser kann die Datei nicht anzeigen.',
  editorOffline: 'Warten auf das Netzwerk …',
  editorNotImage: 'Wählen Sie ein Bild aus. Diese Datei ist vom Typ {type}.',
  editorNotVideo: 'Wählen Sie ein Video aus. Diese Datei ist vom Typ {type}.',
  editorEmptyFile: 'Diese Datei ist leer.',
  editorImageTooLarge: 'Diese Datei ist {size}\u00a0MB groß. Bilder dürfen bis zu {limit}\u00a0MB groß sein.',
  editorVideoTooLarge: 'Diese Datei ist {size}\u00a0MB groß. Videos dürfen bis zu {limit}\u00a0MB groß sein.',

  // While a session runs, and what goes wrong
  phaseCamera: 'Warten auf Ihre Kamera …',
  phaseToken: 'Wird vorbereitet …',
  phaseSignaling: 'Verbindung wird hergestellt …',
  phaseMedia: 'Video wird gestartet …',
  queued: 'Sie sind Nummer {position} von {queueSize} in der Warteschlange',
  inLine: 'Sie sind in der Warteschlange …',
  inLineOwn: 'Sie haben noch eine andere Sitzung offen. Schließen Sie sie, um hier zu starten.',
  atCapacity: 'Gerade ist viel los. Gleich folgt ein neuer Versuch …',
  live: 'Live',
  blocked: 'Drücken Sie auf „Abspielen“, um das Video zu starten',
  reconnecting: 'Verbindung wird wiederhergestellt …',
  streamEnded: 'Der Stream ist beendet',
  ended: 'Die Sitzung endete nach {duration}',
  endedAtLimit: 'Das Limit ist erreicht: {duration}',
  endedAway: 'Das Video wurde beendet, weil Sie nicht da waren',
  stillThere: 'Sind Sie noch da?',
  stay: 'Ich bin noch da',
  almostOver: 'Ihre Zeit ist fast abgelaufen',
  inputDisabled: 'Ihre Kamera ist aus',
  inputMuted: 'Kein Video von Ihrer Kamera. Ist sie verdeckt oder ausgeschaltet?',
  inputEnded: 'Ihr Video ist zu Ende',
  error: '{sentence}',
  closeMessage: 'Schließen',
  allowByIcon: 'Klicken Sie auf das Symbol in der Adressleiste und wählen Sie „Zulassen“.',
  allowInSafari:
    'Wählen Sie in der Menüleiste „Safari › Einstellungen für diese Website“ und erlauben Sie den Zugriff.',
  allowOnIos:
    'Tippen Sie in der Adressleiste auf das Seitenmenü, dann auf „Website-Einstellungen“, und erlauben Sie den Zugriff.',
  allowInIosSettings:
    'Öffnen Sie die App „Einstellungen“, suchen Sie diesen Browser und erlauben Sie den Zugriff.',
  movePreview: 'Kameravorschau verschieben',
  showPreview: 'Kamera einblenden',
  hidePreview: 'Kamera ausblenden',

  errors: errorsOf({
    outOfDate,
    notAvailable: 'Das ist gerade nicht verfügbar. Bitte versuchen Sie es später noch einmal.',
    connection: 'Verbindung verloren. Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.',
    video: 'Das Video konnte nicht fertiggestellt werden. Bitte versuchen Sie es noch einmal.',
    file: 'Diese Datei konnte nicht verwendet werden. Versuchen Sie eine andere.',
    browser:
      'Ihr Browser unterstützt kein Live-Video. Nutzen Sie eine aktuelle Version von Chrome, Edge, Safari oder Firefox.',
    failed: 'Etwas ist schiefgelaufen. Bitte versuchen Sie es noch einmal.',
    CAMERA_DENIED: 'Die Kamera ist blockiert. Erlauben Sie den Zugriff und versuchen Sie es noch einmal.',
    CAMERA_DENIED_BY_POLICY: 'Die Kamera kann auf dieser Seite nicht verwendet werden.',
    CAMERA_DENIED_BY_SYSTEM:
      'Ihr System blockiert die Kamera für diesen Browser. Erlauben Sie sie in den Systemeinstellungen und versuchen Sie es noch einmal.',
    CAMERA_DISMISSED:
      'Die Kamera ist noch nicht erlaubt. Versuchen Sie es noch einmal und wählen Sie „Zulassen“.',
    CAMERA_NOT_FOUND: 'Keine Kamera gefunden. Schließen Sie eine an und versuchen Sie es noch einmal.',
    CAMERA_IN_USE:
      'Eine andere App verwendet Ihre Kamera. Schließen Sie die App und versuchen Sie es noch einmal.',
    CAMERA_LOST: 'Ihre Kamera wurde getrennt. Das Video läuft weiter, sobald sie wieder da ist.',
    CAMERA_REPLACED: 'Ihre Kamera wurde getrennt. Jetzt wird eine andere verwendet.',
    CAMERA_NO_FRAMES:
      'Ihre Kamera sendet kein Bild. Prüfen Sie, ob sie verdeckt oder blockiert ist, und versuchen Sie es noch einmal.',
    MICROPHONE_DENIED:
      'Das Mikrofon ist blockiert. Erlauben Sie den Zugriff und versuchen Sie es noch einmal.',
    MICROPHONE_DENIED_BY_POLICY: 'Das Mikrofon kann auf dieser Seite nicht verwendet werden.',
    MICROPHONE_DENIED_BY_SYSTEM:
      'Ihr System blockiert das Mikrofon für diesen Browser. Erlauben Sie es in den Systemeinstellungen und versuchen Sie es noch einmal.',
    MICROPHONE_DISMISSED:
      'Das Mikrofon ist noch nicht erlaubt. Versuchen Sie es noch einmal und wählen Sie „Zulassen“.',
    MICROPHONE_NOT_FOUND: 'Kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es noch einmal.',
    MICROPHONE_IN_USE:
      'Eine andere App verwendet Ihr Mikrofon. Schließen Sie die App und versuchen Sie es noch einmal.',
    MICROPHONE_REPLACED: 'Ihr Mikrofon wurde getrennt. Jetzt wird ein anderes verwendet.',
    MICROPHONE_UNSUPPORTED:
      'Ihr Browser kann dieses Mikrofon nicht verwenden. Das Video läuft ohne Ton weiter.',
    SCREEN_DENIED: 'Es wurde kein Bildschirm geteilt. Wählen Sie einen aus und versuchen Sie es noch einmal.',
    NOT_ALLOWED: 'Darauf haben Sie keinen Zugriff.',
    PAYMENT_REQUIRED: 'Um fortzufahren, ist eine Zahlung nötig.',
    PROMPT_REJECTED: 'Das ist nicht erlaubt. Versuchen Sie etwas anderes.',
    INVALID_INPUT:
      'Das konnte nicht verwendet werden. Prüfen Sie Ihre Eingabe und versuchen Sie es noch einmal.',
    RATE_LIMITED: 'Zu viele Anfragen. Warten Sie einen Moment und versuchen Sie es noch einmal.',
    CONCURRENCY_LIMIT: 'Alle Sitzungen sind belegt. Versuchen Sie es in ein paar Minuten noch einmal.',
    AT_CAPACITY: 'Gerade ist viel los. Versuchen Sie es in ein paar Minuten noch einmal.',
    POLICY_VIOLATION:
      'Die Sitzung wurde beendet, weil der Prompt oder das Bild nicht erlaubt ist. Versuchen Sie etwas anderes.',
    PROCESSING_ERROR: 'Das Bild konnte nicht bearbeitet werden. Bitte versuchen Sie es noch einmal.',
    ABORTED: 'Abgebrochen.',
  }),
};
