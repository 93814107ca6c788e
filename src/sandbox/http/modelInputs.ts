import { isImageModel, isVideoModel, resolveModelAlias } from '@decartai/sdk';
import { invalid, missing, type ValidationIssue } from './responses';

/** The contents of a generate or jobs request, once it has been validated. */
export interface ModelInputs {
  data: Blob;
  prompt: string | null;
  referenceImage: Blob | null;
  resolution: '480p' | '720p';
}

const FIELDS = ['prompt', 'data', 'reference_image', 'seed', 'resolution', 'enhance_prompt'];
const MAX_IMAGE_PROMPT_LENGTH = 1000;

function promptIssues(model: string, form: FormData): ValidationIssue[] {
  const prompt = form.get('prompt');
  const name = resolveModelAlias(model) ?? model;
  if (name.startsWith('lucy-restyle')) {
    // The SDK's schema is stricter: it refuses both together.
    if (form.has('prompt') || form.has('reference_image')) return [];
    return [invalid('prompt', "Must provide either 'prompt' or 'reference_image'")];
  }
  if (typeof prompt !== 'string') return [missing('prompt')];
  const needsText = isImageModel(model) || name.startsWith('lucy-clip');
  if (needsText && prompt === '') {
    return [invalid('prompt', 'String should have at least 1 character', 'string_too_short')];
  }
  if (isImageModel(model) && prompt.length > MAX_IMAGE_PROMPT_LENGTH) {
    return [
      invalid(
        'prompt',
        `String should have at most ${MAX_IMAGE_PROMPT_LENGTH} characters`,
        'string_too_long',
      ),
    ];
  }
  return [];
}

function fileIssues(form: FormData, field: string, kind: 'image' | 'video', required: boolean) {
  const value = form.get(field);
  if (value === null) return required ? [missing(field)] : [];
  // A "file_…" id isn't accepted as a file here: ids work only in realtime.
  if (typeof value === 'string') return [invalid(field, 'Expected UploadFile, received: string')];
  if (value.size === 0) return [invalid(field, 'The file is empty')];
  const type = value.type.split(';')[0] ?? '';
  const unknown = type === '' || type === 'application/octet-stream';
  if (!unknown && !type.startsWith(`${kind}/`))
    return [invalid(field, `Expected ${kind}, received: ${type}`)];
  return [];
}

function optionIssues(model: string, form: FormData): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  const seed = form.get('seed');
  if (seed !== null && !/^-?\d+$/.test(String(seed))) {
    issues.push(
      invalid('seed', 'Input should be a valid integer, unable to parse string as an integer', 'int_parsing'),
    );
  }
  const resolution = form.get('resolution');
  const resolutions = isImageModel(model) ? ['720p', '480p'] : ['720p'];
  if (resolution !== null && !resolutions.includes(String(resolution))) {
    const choices = resolutions.map((choice) => `'${choice}'`).join(' or ');
    issues.push(invalid('resolution', `Input should be ${choices}`, 'literal_error'));
  }
  for (const field of new Set(form.keys())) {
    if (!FIELDS.includes(field)) {
      issues.push(invalid(field, 'Extra inputs are not permitted', 'extra_forbidden'));
    }
  }
  return issues;
}

/** Reads a multipart body as the model's own schema would. */
export function readModelInputs(model: string, form: FormData): ModelInputs | ValidationIssue[] {
  const issues = [
    ...promptIssues(model, form),
    ...fileIssues(form, 'data', isImageModel(model) ? 'image' : 'video', true),
    ...fileIssues(form, 'reference_image', 'image', false),
    ...optionIssues(model, form),
  ];
  const data = form.get('data');
  if (issues.length > 0 || !(data instanceof Blob)) return issues;
  const prompt = form.get('prompt');
  const reference = form.get('reference_image');
  return {
    data,
    prompt: typeof prompt === 'string' && prompt !== '' ? prompt : null,
    referenceImage: reference instanceof Blob ? reference : null,
    resolution: form.get('resolution') === '480p' ? '480p' : '720p',
  };
}

/** Whether the model returns an image at once (`generate`) or makes a video in the queue (`jobs`). */
export function modelSupports(model: string, call: 'generate' | 'jobs'): boolean {
  return call === 'generate' ? isImageModel(model) : isVideoModel(model);
}
