// Every text of the components in French.
import type { CompleteLabels } from '../labels/labels';
import { errorsOf } from './errorsOf';

const outOfDate = 'Cette page n’est plus à jour. Rechargez-la et réessayez.';

/**
 * Every text of the components in French, for `labels`. Plain strings: a server component can pass it on.
 *
 * @example
 * ```tsx
 * import { fr } from 'decart-react/locales/fr';
 *
 * <DecartProvider getToken="/api/decart/token" labels={fr}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>;
 * ```
 */
export const fr: CompleteLabels = {
  locale: 'fr',

  // Session
  start: 'Démarrer',
  stop: 'Arrêter',
  retry: 'Réessayer',
  reload: 'Recharger la page',
  restart: 'Redémarrer',
  play: 'Lire',
  idle: 'Prêt à démarrer',
  waiting: 'En attente de la diffusion…',
  outOfDate,
  details: 'Pour les développeurs',

  // Ready check
  readyCheck: 'Avant de commencer',
  checkNow: 'Vérifier mon matériel',
  checkAgain: 'Vérifier à nouveau',
  checkReady: 'Tout est prêt',
  checkBlocked: 'Un point demande votre attention',
  checking: 'Vérification…',
  checkOk: 'Fonctionne',
  checkUnknown: 'Impossible à vérifier',
  network: 'Réseau',
  networkSlow:
    'Ce réseau est peut-être trop lent pour une vidéo fluide. Rapprochez-vous du routeur ou utilisez un câble.',
  networkBlocked:
    'Ce réseau bloque la vidéo en direct. Essayez-en un autre, par exemple celui de votre téléphone.',
  availability: 'Disponibilité',
  waitLikely: 'Il y a du monde en ce moment. Vous devrez peut-être patienter.',

  // The video
  video: 'Vidéo en direct',
  preview: 'Votre caméra',
  before: 'Avant',
  after: 'Après',
  compare: 'Comparer avant et après',
  comparePosition: '{percent} modifié',

  // Controls
  prompt: 'Prompt',
  promptPlaceholder: 'Décrivez un style…',
  applyPrompt: 'Appliquer',
  presets: 'Styles',
  promptWaiting: 'Sera appliqué au démarrage',
  promptPending: 'Application en cours…',
  promptApplied: 'Appliqué',
  promptRejected: 'Non appliqué. {sentence}',
  chooseImage: 'Choisir une image de référence',
  referenceImage: 'Image de référence',
  removeImage: 'Retirer l’image de référence',
  notAnImage: 'Choisissez un fichier image.',
  unreadableDrop: 'Ce site ne partage pas ce fichier. Enregistrez-le, puis choisissez-le ici.',
  camera: 'Caméra',
  flipCamera: 'Changer de caméra',
  shareScreen: 'Partager votre écran',
  microphone: 'Micro',
  microphoneOff: 'Micro désactivé',
  mirror: 'Effet miroir',
  beforeAfter: 'Avant et après',
  snapshot: 'Prendre une photo',
  share: 'Partager',
  record: 'Enregistrer',
  pictureInPicture: 'Image dans l’image',
  fullscreen: 'Plein écran',
  leaveFullscreen: 'Quitter le plein écran',
  volume: 'Volume',
  mute: 'Couper le son',
  sessionTime: 'Durée de la session',
  timeLeft: 'Temps restant',
  usage: 'Utilisé jusqu’ici',
  stats: 'Statistiques',
  qualityUnknown: 'Vérification de la connexion…',
  qualityGood: 'Bonne connexion',
  qualityFair: 'Connexion moyenne',
  qualityPoor: 'Mauvaise connexion',
  qualityCritical: 'Très mauvaise connexion',
  qualityBecause: '{quality}\u00a0: {reason}',
  reasonBandwidth: 'le réseau est trop lent',
  reasonLatency: 'latence élevée',
  reasonLoss: 'perte de paquets',
  reasonStall: 'la vidéo est figée',
  reasonCpu: 'cet appareil est surchargé',

  // Editors
  editorChooseImage: 'Choisissez une image ou déposez-la ici',
  editorChooseVideo: 'Choisissez une vidéo ou déposez-la ici',
  editorReplaceFile: 'Remplacer {name}',
  editorChooseReference: 'Ajouter une image de référence',
  editorReplaceReference: 'Remplacer l’image de référence',
  editorRemoveReference: 'Retirer l’image de référence',
  editorPrompt: 'Que voulez-vous changer\u202f?',
  editorSubmit: 'Modifier',
  editorCancel: 'Annuler',
  editorDownload: 'Télécharger',
  editorWorking: 'Modification en cours…',
  editorUploading: 'Envoi en cours…',
  editorPending: 'Dans la file d’attente…',
  editorDownloading: 'Téléchargement de la vidéo…',
  editorDone: 'Terminé',
  editorNoPreview: '{name} peut être modifié, mais ce navigateur ne peut pas l’afficher.',
  editorOffline: 'En attente du réseau…',
  editorNotImage: 'Choisissez une image. Ce fichier est de type {type}.',
  editorNotVideo: 'Choisissez une vidéo. Ce fichier est de type {type}.',
  editorEmptyFile: 'Ce fichier est vide.',
  editorImageTooLarge: 'Ce fichier pèse {size}\u00a0Mo. Une image peut peser jusqu’à {limit}\u00a0Mo.',
  editorVideoTooLarge: 'Ce fichier pèse {size}\u00a0Mo. Une vidéo peut peser jusqu’à {limit}\u00a0Mo.',

  // While a session runs, and what goes wrong
  phaseCamera: 'En attente de votre caméra…',
  phaseToken: 'Préparation…',
  phaseSignaling: 'Connexion…',
  phaseMedia: 'Démarrage de la vidéo…',
  queued: 'Vous êtes numéro {position} sur {queueSize} dans la file d’attente',
  inLine: 'Vous êtes dans la file d’attente…',
  inLineOwn: 'Une autre session est ouverte. Fermez-la pour démarrer ici.',
  atCapacity: 'Il y a du monde en ce moment. Nouvel essai dans un instant…',
  live: 'En direct',
  blocked: 'Appuyez sur «\u00a0Lire\u00a0» pour démarrer la vidéo',
  reconnecting: 'Reconnexion…',
  streamEnded: 'La diffusion est terminée',
  ended: 'La session s’est terminée après {duration}',
  endedAtLimit: 'Vous avez atteint la limite de {duration}',
  endedAway: 'La vidéo s’est arrêtée en votre absence',
  stillThere: 'Êtes-vous toujours là\u202f?',
  stay: 'Je suis là',
  almostOver: 'Votre temps est presque écoulé',
  inputDisabled: 'Votre caméra est désactivée',
  inputMuted: 'Aucune image de votre caméra. Est-elle cachée ou éteinte\u202f?',
  inputEnded: 'Votre vidéo est terminée',
  error: '{sentence}',
  closeMessage: 'Fermer',
  allowByIcon: 'Cliquez sur l’icône dans la barre d’adresse et choisissez «\u00a0Autoriser\u00a0».',
  allowInSafari:
    'Dans la barre des menus, choisissez «\u00a0Safari › Réglages pour ce site web\u00a0», puis autorisez l’accès.',
  allowOnIos:
    'Touchez le menu de la page dans la barre d’adresse, puis «\u00a0Réglages du site web\u00a0», et autorisez l’accès.',
  allowInIosSettings: 'Ouvrez l’app «\u00a0Réglages\u00a0», trouvez ce navigateur et autorisez l’accès.',
  movePreview: 'Déplacer l’aperçu de la caméra',
  showPreview: 'Afficher la caméra',
  hidePreview: 'Masquer la caméra',

  errors: errorsOf({
    outOfDate,
    notAvailable: 'Ce n’est pas disponible pour le moment. Veuillez réessayer plus tard.',
    connection: 'Connexion perdue. Vérifiez votre connexion internet et réessayez.',
    video: 'La vidéo n’a pas pu être terminée. Veuillez réessayer.',
    file: 'Ce fichier n’a pas pu être utilisé. Essayez-en un autre.',
    browser:
      'Votre navigateur ne prend pas en charge la vidéo en direct. Utilisez la dernière version de Chrome, Edge, Safari ou Firefox.',
    failed: 'Un problème est survenu. Veuillez réessayer.',
    CAMERA_DENIED: 'La caméra est bloquée. Autorisez-la et réessayez.',
    CAMERA_DENIED_BY_POLICY: 'La caméra ne peut pas être utilisée sur cette page.',
    CAMERA_DENIED_BY_SYSTEM:
      'Votre système bloque la caméra pour ce navigateur. Autorisez-la dans les réglages du système et réessayez.',
    CAMERA_DISMISSED:
      'La caméra n’est pas encore autorisée. Réessayez et choisissez «\u00a0Autoriser\u00a0».',
    CAMERA_NOT_FOUND: 'Aucune caméra trouvée. Branchez-en une et réessayez.',
    CAMERA_IN_USE: 'Une autre application utilise votre caméra. Fermez-la et réessayez.',
    CAMERA_LOST: 'Votre caméra a été déconnectée. La vidéo reprendra à son retour.',
    CAMERA_REPLACED: 'Votre caméra a été déconnectée. Une autre a pris le relais.',
    CAMERA_NO_FRAMES: 'Votre caméra n’envoie pas d’image. Découvrez-la ou débloquez-la, puis réessayez.',
    MICROPHONE_DENIED: 'Le micro est bloqué. Autorisez-le et réessayez.',
    MICROPHONE_DENIED_BY_POLICY: 'Le micro ne peut pas être utilisé sur cette page.',
    MICROPHONE_DENIED_BY_SYSTEM:
      'Votre système bloque le micro pour ce navigateur. Autorisez-le dans les réglages du système et réessayez.',
    MICROPHONE_DISMISSED:
      'Le micro n’est pas encore autorisé. Réessayez et choisissez «\u00a0Autoriser\u00a0».',
    MICROPHONE_NOT_FOUND: 'Aucun micro trouvé. Branchez-en un et réessayez.',
    MICROPHONE_IN_USE: 'Une autre application utilise votre micro. Fermez-la et réessayez.',
    MICROPHONE_REPLACED: 'Votre micro a été déconnecté. Un autre a pris le relais.',
    MICROPHONE_UNSUPPORTED: 'Votre navigateur ne peut pas utiliser ce micro. La vidéo continue sans lui.',
    SCREEN_DENIED: 'Aucun écran n’a été partagé. Choisissez-en un et réessayez.',
    NOT_ALLOWED: 'Vous n’y avez pas accès.',
    PAYMENT_REQUIRED: 'Un paiement est nécessaire pour continuer.',
    PROMPT_REJECTED: 'Ce n’est pas autorisé. Essayez autre chose.',
    INVALID_INPUT: 'Cela n’a pas pu être utilisé. Vérifiez et réessayez.',
    RATE_LIMITED: 'Trop de demandes. Patientez un instant et réessayez.',
    CONCURRENCY_LIMIT: 'Toutes les sessions sont occupées. Réessayez dans quelques minutes.',
    AT_CAPACITY: 'Il y a du monde en ce moment. Réessayez dans quelques minutes.',
    POLICY_VIOLATION:
      'La session s’est terminée parce que le prompt ou l’image n’est pas autorisé. Essayez autre chose.',
    PROCESSING_ERROR: 'L’image n’a pas pu être modifiée. Veuillez réessayer.',
    ABORTED: 'Annulé.',
  }),
};
