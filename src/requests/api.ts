// The code that only requests need is a separate chunk, so that a page with an Edit button stays small.
export { toDecartError } from '../errors/toDecartError';
export { fetchResult, processImage, readyToSend, submitJob, uploadFile } from './requests';
