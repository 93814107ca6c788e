// Every text of the components in Spanish.
import type { CompleteLabels } from '../labels/labels';
import { errorsOf } from './errorsOf';

const outOfDate = 'Esta página está desactualizada. Recárgala e inténtalo de nuevo.';

/**
 * Every text of the components in Spanish, for `labels`. Plain strings: a server component can pass it on.
 *
 * @example
 * ```tsx
 * import { es } from 'decart-react/locales/es';
 *
 * <DecartProvider getToken="/api/decart/token" labels={es}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>;
 * ```
 */
export const es: CompleteLabels = {
  locale: 'es',

  // Session
  start: 'Iniciar',
  stop: 'Detener',
  retry: 'Reintentar',
  reload: 'Recargar la página',
  restart: 'Iniciar de nuevo',
  play: 'Reproducir',
  idle: 'Todo listo para empezar',
  waiting: 'Esperando la transmisión…',
  outOfDate,
  details: 'Para desarrolladores',

  // Ready check
  readyCheck: 'Antes de empezar',
  checkNow: 'Comprobar mi equipo',
  checkAgain: 'Comprobar de nuevo',
  checkReady: 'Todo está listo',
  checkBlocked: 'Hay algo que debes revisar',
  checking: 'Comprobando…',
  checkOk: 'Funciona',
  checkUnknown: 'No se pudo comprobar',
  network: 'Red',
  networkSlow:
    'Es posible que esta red sea demasiado lenta para un vídeo fluido. Acércate al router o usa un cable.',
  networkBlocked: 'Esta red bloquea el vídeo en directo. Prueba con otra, como la de tu teléfono.',
  availability: 'Disponibilidad',
  waitLikely: 'Ahora mismo hay mucha demanda. Puede que tengas que esperar tu turno.',

  // The video
  video: 'Vídeo en directo',
  preview: 'Tu cámara',
  before: 'Antes',
  after: 'Después',
  compare: 'Comparar antes y después',
  comparePosition: '{percent} editado',

  // Controls
  prompt: 'Indicación',
  promptPlaceholder: 'Describe un estilo…',
  applyPrompt: 'Aplicar',
  presets: 'Estilos',
  promptWaiting: 'Se aplicará al iniciar',
  promptPending: 'Aplicando…',
  promptApplied: 'Aplicada',
  promptRejected: 'No se aplicó. {sentence}',
  chooseImage: 'Elegir una imagen de referencia',
  referenceImage: 'Imagen de referencia',
  removeImage: 'Quitar la imagen de referencia',
  notAnImage: 'Elige un archivo de imagen.',
  unreadableDrop: 'Ese sitio no comparte este archivo. Guárdalo y elígelo aquí.',
  camera: 'Cámara',
  flipCamera: 'Cambiar de cámara',
  shareScreen: 'Compartir tu pantalla',
  microphone: 'Micrófono',
  microphoneOff: 'Micrófono desactivado',
  mirror: 'Espejo',
  beforeAfter: 'Antes y después',
  snapshot: 'Hacer una foto',
  share: 'Compartir',
  record: 'Grabar',
  pictureInPicture: 'Imagen en imagen',
  fullscreen: 'Pantalla completa',
  leaveFullscreen: 'Salir de pantalla completa',
  volume: 'Volumen',
  mute: 'Silenciar',
  sessionTime: 'Duración de la sesión',
  timeLeft: 'Tiempo restante',
  usage: 'Uso hasta ahora',
  stats: 'Estadísticas',
  qualityUnknown: 'Comprobando la conexión…',
  qualityGood: 'Buena conexión',
  qualityFair: 'Conexión aceptable',
  qualityPoor: 'Mala conexión',
  qualityCritical: 'Conexión muy mala',
  qualityBecause: '{quality}: {reason}',
  reasonBandwidth: 'la red es demasiado lenta',
  reasonLatency: 'latencia alta',
  reasonLoss: 'pérdida de paquetes',
  reasonStall: 'el vídeo está congelado',
  reasonCpu: 'este dispositivo está sobrecargado',

  // Editors
  editorChooseImage: 'Elige una imagen o suéltala aquí',
  editorChooseVideo: 'Elige un vídeo o suéltalo aquí',
  editorReplaceFile: 'Reemplazar {name}',
  editorChooseReference: 'Añadir una imagen de referencia',
  editorReplaceReference: 'Reemplazar la imagen de referencia',
  editorRemoveReference: 'Quitar la imagen de referencia',
  editorPrompt: '¿Qué quieres cambiar?',
  editorSubmit: 'Editar',
  editorCancel: 'Cancelar',
  editorDownload: 'Descargar',
  editorWorking: 'Editando…',
  editorUploading: 'Subiendo…',
  editorPending: 'En cola…',
  editorDownloading: 'Descargando el vídeo…',
  editorDone: 'Listo',
  editorNoPreview: '{name} se puede editar, pero este navegador no puede mostrarlo.',
  editorOffline: 'Esperando la red…',
  editorNotImage: 'Elige una imagen. Este archivo es de tipo {type}.',
  editorNotVideo: 'Elige un vídeo. Este archivo es de tipo {type}.',
  editorEmptyFile: 'Este archivo está vacío.',
  editorImageTooLarge: 'Este archivo ocupa {size}\u00a0MB. Una imagen puede ocupar hasta {limit}\u00a0MB.',
  editorVideoTooLarge: 'Este archivo ocupa {size}\u00a0MB. Un vídeo puede ocupar hasta {limit}\u00a0MB.',

  // While a session runs, and what goes wrong
  phaseCamera: 'Esperando tu cámara…',
  phaseToken: 'Preparando…',
  phaseSignaling: 'Conectando…',
  phaseMedia: 'Iniciando el vídeo…',
  queued: 'Estás en el puesto {position} de {queueSize} en la cola',
  inLine: 'Estás en la cola…',
  inLineOwn: 'Tienes otra sesión abierta. Ciérrala para empezar aquí.',
  atCapacity: 'Ahora mismo hay mucha demanda. Lo intentaremos de nuevo en breve…',
  live: 'En directo',
  blocked: 'Pulsa Reproducir para iniciar el vídeo',
  reconnecting: 'Reconectando…',
  streamEnded: 'La transmisión ha terminado',
  ended: 'La sesión terminó después de {duration}',
  endedAtLimit: 'Has alcanzado el límite de {duration}',
  endedAway: 'El vídeo se detuvo porque no estabas',
  stillThere: '¿Sigues ahí?',
  stay: 'Sigo aquí',
  almostOver: 'Tu tiempo está a punto de terminar',
  inputDisabled: 'Tu cámara está desactivada',
  inputMuted: 'No llega vídeo de tu cámara. ¿Está tapada o apagada?',
  inputEnded: 'Tu vídeo ha terminado',
  error: '{sentence}',
  closeMessage: 'Cerrar',
  allowByIcon: 'Haz clic en el icono de la barra de direcciones y elige Permitir.',
  allowInSafari: 'En la barra de menús, elige Safari › Ajustes para este sitio web y permite el acceso.',
  allowOnIos:
    'Toca el menú de la página en la barra de direcciones, luego Ajustes del sitio web, y permite el acceso.',
  allowInIosSettings: 'Abre la app Ajustes, busca este navegador y permite el acceso.',
  movePreview: 'Mover la vista previa de la cámara',
  showPreview: 'Mostrar la cámara',
  hidePreview: 'Ocultar la cámara',

  errors: errorsOf({
    outOfDate,
    notAvailable: 'Esto no está disponible en este momento. Inténtalo de nuevo más tarde.',
    connection: 'Se perdió la conexión. Comprueba tu conexión a internet e inténtalo de nuevo.',
    video: 'No se pudo completar el vídeo. Inténtalo de nuevo.',
    file: 'No se pudo usar ese archivo. Prueba con otro.',
    browser:
      'Tu navegador no es compatible con el vídeo en directo. Usa la última versión de Chrome, Edge, Safari o Firefox.',
    failed: 'Algo salió mal. Inténtalo de nuevo.',
    CAMERA_DENIED: 'La cámara está bloqueada. Permite el acceso e inténtalo de nuevo.',
    CAMERA_DENIED_BY_POLICY: 'La cámara no se puede usar en esta página.',
    CAMERA_DENIED_BY_SYSTEM:
      'Tu sistema bloquea la cámara para este navegador. Permítela en los ajustes del sistema e inténtalo de nuevo.',
    CAMERA_DISMISSED: 'La cámara todavía no está permitida. Inténtalo de nuevo y elige Permitir.',
    CAMERA_NOT_FOUND: 'No se encontró ninguna cámara. Conecta una e inténtalo de nuevo.',
    CAMERA_IN_USE: 'Otra aplicación está usando tu cámara. Ciérrala e inténtalo de nuevo.',
    CAMERA_LOST: 'Tu cámara se desconectó. El vídeo continuará cuando vuelva.',
    CAMERA_REPLACED: 'Tu cámara se desconectó. Ahora se usa otra.',
    CAMERA_NO_FRAMES: 'Tu cámara no envía vídeo. Destápala o desbloquéala e inténtalo de nuevo.',
    MICROPHONE_DENIED: 'El micrófono está bloqueado. Permite el acceso e inténtalo de nuevo.',
    MICROPHONE_DENIED_BY_POLICY: 'El micrófono no se puede usar en esta página.',
    MICROPHONE_DENIED_BY_SYSTEM:
      'Tu sistema bloquea el micrófono para este navegador. Permítelo en los ajustes del sistema e inténtalo de nuevo.',
    MICROPHONE_DISMISSED: 'El micrófono todavía no está permitido. Inténtalo de nuevo y elige Permitir.',
    MICROPHONE_NOT_FOUND: 'No se encontró ningún micrófono. Conecta uno e inténtalo de nuevo.',
    MICROPHONE_IN_USE: 'Otra aplicación está usando tu micrófono. Ciérrala e inténtalo de nuevo.',
    MICROPHONE_REPLACED: 'Tu micrófono se desconectó. Ahora se usa otro.',
    MICROPHONE_UNSUPPORTED: 'Tu navegador no puede usar este micrófono. El vídeo continúa sin él.',
    SCREEN_DENIED: 'No se compartió ninguna pantalla. Elige una e inténtalo de nuevo.',
    NOT_ALLOWED: 'No tienes acceso a esto.',
    PAYMENT_REQUIRED: 'Para continuar hace falta un pago.',
    PROMPT_REJECTED: 'Eso no está permitido. Prueba con otra cosa.',
    INVALID_INPUT: 'No se pudo usar. Revísalo e inténtalo de nuevo.',
    RATE_LIMITED: 'Demasiadas solicitudes. Espera un momento e inténtalo de nuevo.',
    CONCURRENCY_LIMIT: 'Todas las sesiones están ocupadas. Inténtalo de nuevo en unos minutos.',
    AT_CAPACITY: 'Ahora mismo hay mucha demanda. Inténtalo de nuevo en unos minutos.',
    POLICY_VIOLATION:
      'La sesión terminó porque la indicación o la imagen no está permitida. Prueba con otra.',
    PROCESSING_ERROR: 'No se pudo editar la imagen. Inténtalo de nuevo.',
    ABORTED: 'Cancelado.',
  }),
};
